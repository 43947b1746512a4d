package encryptedchat.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
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
     * @throws IOException if it cannot be used, with a message that names the folder and says why
     */
    public static Home open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"));
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new IOException("Another client is using the folder " + folder
                        + ". Close it, or give this one a folder of its own with --home.");
            }
            return new Home(folder, lockFile);
        } catch (FileSystemException unusable) {
            throw new IOException(
                    "The folder " + folder + " cannot be used: " + describe(unusable)
                            + ". Choose another one with --home.",
                    unusable);
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
            throw new IOException("The file " + folder.resolve(name) + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** Writes the file as a whole or not at all: it is complete on the disk before it takes its name. */
    public void write(String name, byte[] content) throws IOException {
        Path unfinished = folder.resolve(name + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel file = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Optional<String> warning() {
        return Optional.empty();
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

    /** Windows gives a new folder in the user's profile to its owner by itself. */
    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static String describe(FileSystemException failure) {
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }
}
