package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new and longer".getBytes(UTF_8);

    @Test
    void fileThatWasNeverWrittenIsNothing(@TempDir Path folder) throws IOException {
        try (Home home = Home.open(folder)) {
            assertThat(home.read("file")).isEmpty();
        }
    }

    @Test
    void whatWasWrittenLastIsReadAlsoAfterOpeningAgain(@TempDir Path folder) throws IOException {
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
    void writingThatFailsLeavesTheOldFile(@TempDir Path folder) throws IOException {
        try (Home home = Home.open(folder)) {
            home.write("file", OLD);
            Files.createDirectories(folder.resolve("file.new").resolve("in the way"));

            assertThatThrownBy(() -> home.write("file", NEW)).isInstanceOf(IOException.class);

            assertThat(home.read("file")).contains(OLD);
        }
    }

    @Test
    void halfFileOfAnEarlierCrashIsReplaced(@TempDir Path folder) throws IOException {
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
    void foldersAndFilesAreForTheirOwnerOnly(@TempDir Path temp) throws IOException {
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
    void secondClientIsRefusedUntilTheFirstCloses(@TempDir Path folder) throws IOException {
        try (Home first = Home.open(folder)) {
            first.write("file", OLD);
            assertThatThrownBy(() -> Home.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Another client");
        }
        try (Home second = Home.open(folder)) {
            assertThat(second.read("file")).contains(OLD);
        }
    }

    @Test
    void clientInAnotherProcessIsRefusedUntilTheFirstIsKilled(@TempDir Path folder) throws Exception {
        Process first = startAnotherProcess(folder);
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
    void fileInThePlaceOfTheFolderIsNamed(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("taken"), "");

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The folder " + file + " cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void folderBelowAFileIsNamed(@TempDir Path temp) throws IOException {
        Path folder = Files.writeString(temp.resolve("taken"), "").resolve("home");

        assertThatThrownBy(() -> Home.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The folder " + folder + " cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void pathsAreInTheFolder(@TempDir Path folder) throws IOException {
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

    private static Process startAnotherProcess(Path folder) throws IOException, URISyntaxException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = String.join(File.pathSeparator, List.of(whereIs(Home.class), whereIs(AnotherProcess.class)));
        return new ProcessBuilder(java, "-cp", classPath, AnotherProcess.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String whereIs(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Opens the folder, says so, and holds it until its input ends or it is killed. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        public static void main(String[] args) throws IOException {
            try (Home home = Home.open(Path.of(args[0]))) {
                System.out.println("opened");
                System.in.transferTo(System.err);
                home.read("nothing");
            }
        }
    }
}
