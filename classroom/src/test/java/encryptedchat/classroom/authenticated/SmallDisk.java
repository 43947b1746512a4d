package encryptedchat.classroom.authenticated;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few mebibytes, which can be filled to its last byte. Only root can mount one. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Skips the test where none can be mounted, but for continuous integration that is root.
     *
     * @param folder empty
     */
    static SmallDisk mount(Path folder, int mebibytes) {
        if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=700", "tmpfs", folder.toString()) == 0) {
            return new SmallDisk(folder);
        }
        String missing = "No small disk can be mounted here: that takes root on Linux.";
        boolean decides = "true".equals(System.getenv("CI")) && "root".equals(System.getProperty("user.name"));
        return decides ? fail(missing) : abort(missing);
    }

    Path folder() {
        return folder;
    }

    /** Nothing more can be written after this. */
    void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(filler())) {
            byte[] block = new byte[BLOCK_BYTES];
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** There is room again. */
    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** @return the exit code, or -1 if there is no such program */
    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue();
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }
}
