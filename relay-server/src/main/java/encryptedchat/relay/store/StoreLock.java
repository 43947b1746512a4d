package encryptedchat.relay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second relay away from a store's file. The lock is on an empty file beside it, which stays; the lock itself
 * ends with the process, however that ends.
 */
final class StoreLock {
    private StoreLock() {}

    /**
     * @return is good until its channel is closed; keep it, since Java forgets a lock that nobody keeps
     * @throws IOException if another relay has it, with a message that names the store's file and says what to do
     */
    static FileLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                SqliteFile.beside(file, "-lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.file());
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new IOException("Another relay is using the store " + file
                    + ". Stop it, or give this one another folder with --data.");
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }
}
