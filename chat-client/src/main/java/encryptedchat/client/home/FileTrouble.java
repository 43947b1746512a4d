package encryptedchat.client.home;

import encryptedchat.client.terminal.TextRules;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** Says in plain words what is wrong with a file; the JDK often says it with nothing but the name of an exception. */
final class FileTrouble extends IOException {
    private static final long serialVersionUID = 1;

    private static final Map<Class<?>, String> WORDS = Map.of(
            AccessDeniedException.class, "you are not allowed to",
            FileAlreadyExistsException.class, "a file is in its place",
            NotDirectoryException.class, "a file is in its place",
            DirectoryNotEmptyException.class, "a folder is in its place",
            NoSuchFileException.class, "it is not there",
            ClosedByInterruptException.class, "the program is being stopped");

    /**
     * @param what cannot be done, in front of a colon
     * @param then what stands behind the reason: nothing, or a blank and sentences
     */
    FileTrouble(String what, IOException failure, String then) {
        super(what + ": " + reason(failure) + "." + then, failure);
    }

    private static String reason(IOException failure) {
        String said = failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage();
        return WORDS.getOrDefault(
                failure.getClass(), said == null ? "the system refuses it" : TextRules.printable(said));
    }
}
