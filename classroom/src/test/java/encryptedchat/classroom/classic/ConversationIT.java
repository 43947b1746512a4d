package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people talk: every line typed is read by the other, once and in order, and nothing else is on the screen. */
class ConversationIT {
    private static final List<String> TEXTS = List.of(
            "Hi!",
            "Grüße, 你好, שלום, नमस्ते",
            "🔐 and a family of three joined emoji: 👩‍👩‍👧",
            "é as one character is not é as two",
            "  space around me  ",
            "a\ttab",
            "{\"json\": \"\\n\", \"percent\": \"%s %n\"}",
            "bob: I am alice",
            "exit is not the only word of this line");

    private static Talk talk;

    @BeforeAll
    static void begin(@TempDir Path homes) throws Exception {
        talk = new Talk(CLASSIC, homes);
    }

    @AfterAll
    static void end() {
        talk.close();
    }

    @Test
    void eachTextArrivesOnceAndInOrderAndStandardOutputHoldsNothingElse(@TempDir Path homes) throws Exception {
        try (Talk own = new Talk(CLASSIC, homes)) {
            for (String text : TEXTS) {
                own.alice().type(text);
                own.bob().type(text);
            }
            own.bothGoOn();
            own.alice().endInput();
            own.bob().endInput();

            assertThat(own.alice().awaitExit()).isZero();
            assertThat(own.bob().awaitExit()).isZero();
            assertThat(own.alice().out())
                    .startsWith(said(BOB, TEXTS))
                    .hasSize(TEXTS.size() + 1)
                    .last()
                    .isEqualTo("bob: Bob goes on, turn 1");
            assertThat(own.bob().out())
                    .startsWith(said(ALICE, TEXTS))
                    .hasSize(TEXTS.size() + 1)
                    .last()
                    .isEqualTo("alice: Alice goes on, turn 1");
        }
    }

    @Test
    void fiveHundredLinesAtOnceAllArriveInOrderBeforeTheEndOfTheInputLeaves() throws Exception {
        List<String> lines = IntStream.range(0, 500).mapToObj(n -> "line " + n).toList();
        startAliceAnew();
        int shownBefore = talk.bob().out().size();

        talk.alice().type((String.join("\n", lines) + "\n").getBytes(UTF_8));
        talk.alice().endInput();

        assertThat(talk.alice().awaitExit()).isZero();
        talk.bob().awaitOut(shownBefore + lines.size() - 1, line -> true);
        assertThat(talk.bob().out()).endsWith(said(ALICE, lines)).hasSize(shownBefore + lines.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "EXIT", "/quit", "  Exit "})
    void aWordToLeaveEndsTheProgramAfterWhatWasTypedBeforeIt(String word) throws Exception {
        startAliceAnew();
        int shownBefore = talk.bob().out().size();

        talk.alice().type("before " + word + "\n" + word + "\nbehind it");

        assertThat(talk.alice().awaitExit()).isZero();
        startAliceAnew();
        talk.aliceSays("after " + word);
        assertThat(talk.bob().out().subList(shownBefore, talk.bob().out().size()))
                .containsExactly("alice: before " + word, "alice: after " + word);
    }

    @Test
    void aLastLineWithoutALineEndIsSent() throws Exception {
        startAliceAnew();

        talk.alice().type("no line end".getBytes(UTF_8));
        talk.alice().endInput();

        assertThat(talk.alice().awaitExit()).isZero();
        talk.bob().awaitOut(0, "alice: no line end"::equals);
    }

    @Test
    void whatAliceTypesBeforeBobExistsArrives(@TempDir Path homes) throws Exception {
        try (Program relay = CLASSIC.startRelay(homes.resolve("relay"));
                Program alice = CLASSIC.startClient(ALICE, relay.relayUrl(), homes.resolve(ALICE))) {
            alice.type("I was here first");
            alice.endInput();
            alice.awaitErr(0, line -> line.startsWith("What you typed waits"));

            try (Program bob = CLASSIC.startClient(BOB, relay.relayUrl(), homes.resolve(BOB))) {
                bob.awaitOut(0, "alice: I was here first"::equals);
                assertThat(alice.awaitExit()).isZero();
            }
        }
    }

    @Test
    void whatBobTypesBeforeAliceExistsArrives(@TempDir Path homes) throws Exception {
        try (Program relay = CLASSIC.startRelay(homes.resolve("relay"));
                Program bob = CLASSIC.startClient(BOB, relay.relayUrl(), homes.resolve(BOB))) {
            bob.type("Is anybody there?");
            bob.endInput();
            bob.awaitErr(0, line -> line.startsWith("What you typed waits"));

            try (Program alice = CLASSIC.startClient(ALICE, relay.relayUrl(), homes.resolve(ALICE))) {
                alice.awaitOut(0, "bob: Is anybody there?"::equals);
                assertThat(bob.awaitExit()).isZero();
            }
        }
    }

    /** The same Alice in a new process: the one before ends first. */
    private static void startAliceAnew() throws Exception {
        talk.alice().endInput();
        talk.alice().awaitExit();
        talk.startAlice(talk.home(ALICE));
        talk.awaitKeys();
    }

    private static String[] said(String name, List<String> texts) {
        return texts.stream().map(text -> name + ": " + text).toArray(String[]::new);
    }
}
