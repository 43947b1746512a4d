package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import encryptedchat.classroom.Program;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.crypto.level.Steps;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At level classic each of the three programs can be swapped for one in Python that keeps to the same protocol, in all
 * eight combinations. The Python side is {@code python/trio.py}.
 */
class EightCombinationsIT {
    private static final List<String> ALICE_SAYS =
            List.of("Grüße, Bob! 🔐", "你好 — مرحبا — שלום", "composed é, decomposed e\u0301, 👩\u200d🚀");
    private static final List<String> BOB_SAYS = List.of("Καλημέρα, Alice", "once \t more: Ω≠Ω", "до завтра 🌍");

    private static final List<String> INTERPRETERS = List.of("/usr/bin/python3", "python3");

    enum Language {
        JAVA,
        PYTHON
    }

    @TempDir
    private Path homes;

    static Stream<Arguments> combinations() {
        return Stream.of(Language.values())
                .flatMap(relay -> Stream.of(Language.values())
                        .flatMap(alice -> Stream.of(Language.values()).map(bob -> Arguments.of(relay, alice, bob))));
    }

    @ParameterizedTest(name = "relay in {0}, alice in {1}, bob in {2}")
    @MethodSource("combinations")
    void everyLineArrivesOnceAndInOrder(Language relayLanguage, Language aliceLanguage, Language bobLanguage)
            throws Exception {
        try (Program relay = startRelay(relayLanguage)) {
            String url = relayLanguage == Language.JAVA
                    ? relay.relayUrl()
                    : "http://127.0.0.1:" + relay.out().get(0);
            try (Program bob = startClient(bobLanguage, BOB, url);
                    Program alice = startClient(aliceLanguage, ALICE, url)) {
                type(alice, ALICE_SAYS);
                type(bob, BOB_SAYS);
                awaitAll(bob, ALICE_SAYS);
                awaitAll(alice, BOB_SAYS);

                alice.type("exit");
                bob.endInput();
                assertThat(alice.awaitExit()).as("%s", alice.err()).isZero();
                assertThat(bob.awaitExit()).as("%s", bob.err()).isZero();

                assertThat(alice.out()).isEqualTo(shown(aliceLanguage, BOB, BOB_SAYS));
                assertThat(bob.out()).isEqualTo(shown(bobLanguage, ALICE, ALICE_SAYS));
            }
            ClassicRelay mailboxes = new ClassicRelay(RelayAddress.parse(url), Steps.SILENT);
            assertThat(mailboxes.takeMessages(ALICE)).isEmpty();
            assertThat(mailboxes.takeMessages(BOB)).isEmpty();
        }
    }

    private static void type(Program sender, List<String> texts) throws IOException {
        for (String text : texts) {
            sender.type(text);
        }
    }

    private static void awaitAll(Program recipient, List<String> texts) throws IOException, InterruptedException {
        recipient.awaitOut(texts.size() - 1, anyLine -> true);
    }

    private static List<String> shown(Language recipient, String sender, List<String> texts) {
        String name = recipient == Language.JAVA
                ? sender
                : sender.substring(0, 1).toUpperCase(Locale.ROOT) + sender.substring(1);
        return texts.stream().map(text -> name + ": " + text).toList();
    }

    private Program startRelay(Language language) throws IOException, InterruptedException, URISyntaxException {
        if (language == Language.JAVA) {
            return CLASSIC.startRelay(homes.resolve("relay"));
        }
        Program relay = startPython("relay", "0");
        relay.awaitOut(0, port -> true);
        return relay;
    }

    private Program startClient(Language language, String name, String url)
            throws IOException, InterruptedException, URISyntaxException {
        return language == Language.JAVA ? CLASSIC.startClient(name, url, homes.resolve(name)) : startPython(name, url);
    }

    private static Program startPython(String name, String argument)
            throws IOException, InterruptedException, URISyntaxException {
        URL trio = Objects.requireNonNull(EightCombinationsIT.class.getResource("/python/trio.py"));
        String file = Path.of(trio.toURI()).toString();
        return Program.start(name, new ProcessBuilder(interpreter(), file, name, argument));
    }

    private static String interpreter() throws InterruptedException {
        for (String candidate : INTERPRETERS) {
            if (hasCryptography(candidate)) {
                return candidate;
            }
        }
        String missing = "None of " + INTERPRETERS + " can import cryptography; install the package "
                + "python3-cryptography, or run: pip install cryptography";
        return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
    }

    private static boolean hasCryptography(String interpreter) throws InterruptedException {
        try {
            return new ProcessBuilder(interpreter, "-c", "import cryptography")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
