package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** What whoever can read a process's memory finds there. */
public final class Heap {
    private Heap() {}

    /**
     * @param folder to write a dump to
     * @return everything on the heap of the process, also what it no longer needs; each byte as one character
     */
    public static String of(Program program, Path folder) throws Exception {
        Path dump = folder.resolve("heap-" + program.process().pid() + ".hprof");
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try (Program dumping = Program.start(
                "jcmd",
                new ProcessBuilder(
                        jcmd.toString(),
                        Long.toString(program.process().pid()),
                        "GC.heap_dump",
                        "-all",
                        dump.toString()))) {
            assertThat(dumping.awaitExit()).describedAs("%s", dumping.out()).isZero();
        }
        String bytes = Files.readString(dump, ISO_8859_1);
        Files.delete(dump);
        return bytes;
    }
}
