package encryptedchat.client.home;

import encryptedchat.client.terminal.ChatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a client keeps what it must not forget. Only their owner can read its files, a file is always
 * either the old or the new one as a whole, and only one client at a time uses it.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;

    private Home(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Opens the folder, and makes it if it is not there.
     *
     * @throws ChatException if another client uses it
     * @throws IOException if it cannot be used, with a message that names the folder and says why
     */
    public static Home open(Path folder) throws IOException, ChatException {
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"));
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new ChatException("Another client is using the folder " + folder
                        + ". Close it, or give this one a folder of its own with --home.");
            }
            return new Home(folder, lockFile);
        } catch (FileSystemException unusable) {
            throw new FileTrouble(
                    "The folder " + folder + " cannot be used", unusable, " Choose another one with --home.");
        }
    }

    /** @return what the person should know about the folder, as one line; or nothing */
    public Optional<String> warning() {
        return warningIfOpen(folder, "get into the folder " + folder + ", where your keys are");
    }

    /** @param able what others can do if the system lets anybody but the owner read, change or enter it */
    static Optional<String> warningIfOpen(Path path, String able) {
        try {
            boolean open = hasPosixPermissions(path)
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                            .endsWith("------");
            return open
                    ? Optional.of("Others on this computer can " + able + ". 'chmod go= " + path + "' keeps them out.")
                    : Optional.empty();
        } catch (IOException toBeSaidWhenItIsUsed) {
            return Optional.empty();
        }
    }

    /**
     * @return the content of a file, or nothing if there is no such file
     * @throws IOException if it is there but cannot be read, with a message that names it
     */
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException notWritten) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new FileTrouble("The file " + folder.resolve(name) + " cannot be read", unreadable, "");
        }
    }

    /**
     * Writes the file as a whole or not at all: it is complete on the disk before it takes its name, and when this
     * returns, it has its name also after a power cut.
     *
     * @throws IOException if it cannot be written, with a message that names it; the one before is as it was
     */
    public synchronized void write(String name, byte[] content) throws IOException {
        Path unfinished = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(unfinished);
            writeToDisk(unfinished, content);
            Files.move(
                    unfinished,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            writeNamesToDisk();
        } catch (IOException notWritten) {
            deleteIfPossible(unfinished, notWritten);
            throw cannotWrite(name, notWritten);
        }
    }

    IOException cannotWrite(String name, IOException because) {
        return new FileTrouble(
                "The file " + path(name) + " cannot be written", because, " What was in it before is still there.");
    }

    private static void writeToDisk(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Windows does not open a folder as a file, and does this by itself. */
    private void writeNamesToDisk() throws IOException {
        if (hasPosixPermissions(folder)) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static void deleteIfPossible(Path unfinished, IOException because) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException notDeleted) {
            because.addSuppressed(notDeleted);
        }
    }

    /** @return where the file is or would be, for messages */
    public Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    static boolean hasPosixPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Windows gives a new folder in the user's profile to its owner by itself. */
    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return hasPosixPermissions(Path.of(""))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
