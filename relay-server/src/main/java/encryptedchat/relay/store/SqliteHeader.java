package encryptedchat.relay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the first 100 bytes of an SQLite file say (SQLite database file format, section 1.3).
 *
 * @param length what the file has in bytes if all of it is there and nothing is left in the log
 * @param version what its program has written as its own version of the file
 * @param applicationId which program's file it is
 */
record SqliteHeader(long length, int version, int applicationId) {
    private static final int BYTES = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final int PAGE_SIZE_OFFSET = 16;
    private static final int PAGES_OFFSET = 28;
    private static final int USER_VERSION_OFFSET = 60;
    private static final int APPLICATION_ID_OFFSET = 68;

    /** @return nothing if this is no SQLite file */
    static Optional<SqliteHeader> read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream content = Files.newInputStream(file)) {
            bytes = content.readNBytes(BYTES);
        }
        if (bytes.length < BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return Optional.of(new SqliteHeader(
                (long) header.getInt(PAGES_OFFSET) * header.getShort(PAGE_SIZE_OFFSET),
                header.getInt(USER_VERSION_OFFSET),
                header.getInt(APPLICATION_ID_OFFSET)));
    }
}
