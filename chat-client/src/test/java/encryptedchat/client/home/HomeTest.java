package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import encryptedchat.client.terminal.ChatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new and longer".getBytes(UTF_8);

    @Test
    void fileThatWasNeverWrittenIsNothing(@TempDir Path folder) throws Exception {
        try (Home home = Home.open(folder)) {
            assertThat(home.read("file")).isEmpty();
        }
    }

    @Test
    void whatWasWrittenLastIsReadAlsoAfterOpeningAgain(@TempDir Path folder) throws Exception {
        try (Home home = Home.open(folder)) {
            home.write("file", NEW);
            home.write("file", OLD);
            assertThat(home.read("file")).contains(OLD);
        }
        try (Home home = Home.open(folder)) {
            assertThat(home.read("file")).contains(OLD);
        }
    }

    @Test
    void readerSeesTheOldOrTheNewFileAndNeverAPartOfOne(@TempDir Path folder) throws Exception {
        byte[] letters = filled('a');
        byte[] digits = filled('1');
        AtomicBoolean written = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (Home home = Home.open(folder)) {
            home.write("file", letters);
            Callable<Boolean> alwaysWhole = () -> {
                boolean whole = true;
                while (whole && !written.get()) {
                    byte[] seen = home.read("file").orElseThrow();
                    whole = Arrays.equals(seen, letters) || Arrays.equals(seen, digits);
                }
                return whole;
            };
            Future<Boolean> result = reader.submit(alwaysWhole);
            for (int turn = 0; turn < 50; turn++) {
                home.write("file", turn % 2 == 0 ? digits : letters);
            }
            written.set(true);
            assertThat(result.get()).isTrue();
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void writingThatFailsLeavesTheOldFile(@TempDir Path folder) throws Exception {
        try (Home home = Home.open(folder)) {
            home.write("file", OLD);
            Files.createDirectories(folder.resolve("file.new").resolve("in the way"));

            assertThatThrownBy(() -> home.write("file", NEW)).isInstanceOf(IOException.class);

            assertThat(home.read("file")).contains(OLD);
        }
    }

    @Test
    void halfFileOfAnEarlierCrashIsReplaced(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("file"), "old");
        Files.writeString(folder.resolve("file.new"), "x".repeat(1000));
        try (Home home = Home.open(folder)) {
            assertThat(home.read("file")).contains(OLD);

            home.write("file", NEW);

            assertThat(home.read("file")).contains(NEW);
            assertThat(folder.resolve("file.new")).doesNotExist();
        }
    }

    @Test
    void foldersAndFilesAreForTheirOwnerOnly(@TempDir Path temp) throws Exception {
        assumeTrue(
                temp.getFileSystem().supportedFileAttributeViews().contains("posix"), "Windows has other permissions");
        Path outer = temp.resolve("outer");
        Path folder = outer.resolve("inner");
        try (Home home = Home.open(folder)) {
            Files.writeString(folder.resolve("file.new"), "of an earlier crash, readable by all");
            home.write("file", NEW);

            assertThat(permissions(outer)).isEqualTo("rwx------");
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("file"))).isEqualTo("rw-------");
        }
    }

    @Test
    void secondClientIsRefusedUntilTheFirstCloses(@TempDir Path folder) throws Exception {
        try (Home first = Home.open(folder)) {
            first.write("file", OLD);
            assertThatThrownBy(() -> Home.open(folder))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Another client");
        }
        try (Home second = Home.open(folder)) {
            assertThat(second.read("file")).contains(OLD);
        }
    }

    @Test
    void clientInAnotherProcessIsRefusedUntilTheFirstIsKilled(@TempDir Path folder) throws Exception {
        Process first = AnotherJvm.start(AnotherProcess.class, folder.toString());
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(first.getInputStream(), UTF_8));
            assertThat(said.readLine()).isEqualTo("opened");

            assertThatThrownBy(() -> Home.open(folder)).hasMessageContaining("Another client");
        } finally {
            first.destroyForcibly().waitFor();
        }
        try (Home second = Home.open(folder)) {
            assertThat(second.read("file")).isEmpty();
        }
    }

    @Test
    void folderThatOthersCanEnterIsWarnedOf(@TempDir Path temp) throws Exception {
        assumeTrue(Home.hasPosixPermissions(temp), "Windows has other permissions");
        Path folder = Files.createDirectory(temp.resolve("existing"));
        for (String others : new String[] {"r-----", "-w----", "--x---", "---r--", "----w-", "-----x"}) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx" + others));
            try (Home home = Home.open(folder)) {
                assertThat(home.warning())
                        .hasValueSatisfying(warning -> assertThat(warning).contains(folder.toString()));
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (Home home = Home.open(folder)) {
            assertThat(home.warning()).isEmpty();
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidInPlainWords(@TempDir Path folder) throws Exception {
        try (Home home = Home.open(folder)) {
            Files.createDirectories(folder.resolve("file").resolve("in the way"));

            assertThatThrownBy(() -> home.write("file", NEW))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The file " + folder.resolve("file") + " cannot be written: ")
                    .hasMessageNotContaining("Exception");
            assertThat(folder.resolve("file.new")).doesNotExist();
        }
    }

    /** A limit on the size of a file fails a write in its middle, as a full disk does. */
    @Test
    void diskThatIsFullInTheMiddleOfTheWritingLeavesTheOldFile(@TempDir Path folder) throws Exception {
        assumeTrue(Home.hasPosixPermissions(folder), "Windows has no such limit");
        Process writing = new ProcessBuilder(Stream.concat(
                                Stream.of("sh", "-c", "ulimit -f 100 && exec \"$@\"", "sh"),
                                Stream.concat(
                                        AnotherJvm.command(TooLongAFile.class).stream(), Stream.of(folder.toString())))
                        .toList())
                .redirectErrorStream(true)
                .start();

        String said = new String(writing.getInputStream().readAllBytes(), UTF_8);

        assertThat(writing.waitFor()).as(said).isZero();
        assertThat(said).startsWith("The file " + folder.resolve("file") + " cannot be written: ");
        assertThat(folder.resolve("file")).hasBinaryContent(OLD);
        assertThat(folder.resolve("file.new")).doesNotExist();
    }

    @Test
    void fileInThePlaceOfTheFolderIsNamed(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("taken"), "");

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The folder " + file + " cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void folderBelowAFileIsNamed(@TempDir Path temp) throws Exception {
        Path folder = Files.writeString(temp.resolve("taken"), "").resolve("home");

        assertThatThrownBy(() -> Home.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The folder " + folder + " cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void pathsAreInTheFolder(@TempDir Path folder) throws Exception {
        try (Home home = Home.open(folder)) {
            assertThat(home.path("file")).isEqualTo(folder.resolve("file"));
        }
    }

    private static byte[] filled(char letter) {
        byte[] content = new byte[256 * 1024];
        Arrays.fill(content, (byte) letter);
        return content;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Writes a short file and then, in its place, one of a megabyte. */
    static final class TooLongAFile {
        private TooLongAFile() {}

        public static void main(String[] args) throws Exception {
            try (Home home = Home.open(Path.of(args[0]))) {
                home.write("file", OLD);
                home.write("file", new byte[1024 * 1024]);
            } catch (IOException full) {
                System.out.println(full.getMessage());
            }
        }
    }

    /** Opens the folder, says so, and holds it until its input ends or it is killed. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        public static void main(String[] args) throws Exception {
            try (Home home = Home.open(Path.of(args[0]))) {
                System.out.println("opened");
                System.in.transferTo(System.err);
                home.read("nothing");
            }
        }
    }
}
