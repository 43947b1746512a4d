package encryptedchat.client.home;

import encryptedchat.client.terminal.TextRules;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** What is wrong with a file, in plain words; the JDK often says it with nothing but the name of an exception. */
final class FileTrouble {
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private FileTrouble() {}

    /** @return a few words, to stand behind a colon */
    static String describe(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "you are not allowed to";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "a file is in its place";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "a folder is in its place";
        }
        if (failure instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (failure instanceof ClosedByInterruptException) {
            return "the program is being stopped";
        }
        String reason = failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage();
        return reason == null ? "the system refuses it" : TextRules.printable(reason);
    }

    static IOException cannotWrite(Path file, IOException failure) {
        return new IOException(
                "The file " + file + " cannot be written: " + describe(failure)
                        + ". What was in it before is still there.",
                failure);
    }

    static boolean hasPosixPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** @return whether anybody but its owner may read, change or enter it, as far as the system can tell */
    static boolean isOpenToOthers(Path path) throws IOException {
        return hasPosixPermissions(path)
                && Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains);
    }
}
