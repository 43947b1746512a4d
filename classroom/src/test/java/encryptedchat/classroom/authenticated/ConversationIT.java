package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String ALICE = "alice";
    private static final String BOB = "bob";

    private static final List<String> TEXTS = List.of(
            "Hi!",
            "Grüße, 你好, שלום, नमस्ते",
            "🔐 and a family of three joined emoji: 👩‍👩‍👧",
            "é as one character is not é as two",
            "  space around me  ",
            "a\ttab",
            "{\"json\": \"\\n\", \"percent\": \"%s %n\"}",
            "bob: I am alice",
            "/no command of ours");

    private static Talk talk;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        talk = new Talk(AUTHENTICATED, folder);
    }

    @AfterAll
    static void end() {
        talk.close();
    }

    @Test
    void eachTextArrivesOnceAndInOrderAndStandardOutputHoldsNothingElse() throws Exception {
        int aliceBefore = talk.alice().out().size();
        int bobBefore = talk.bob().out().size();

        for (String text : TEXTS) {
            talk.alice().type(text);
            talk.bob().type(text);
        }
        talk.bob().awaitOut(bobBefore + TEXTS.size() - 1, line -> true);
        talk.alice().awaitOut(aliceBefore + TEXTS.size() - 1, line -> true);

        assertThat(talk.alice().out().stream().skip(aliceBefore)).containsExactly(said(BOB, TEXTS));
        assertThat(talk.bob().out().stream().skip(bobBefore)).containsExactly(said(ALICE, TEXTS));
    }

    @Test
    void fiveHundredLinesAtOnceAllArriveInOrderBeforeTheEndOfTheInputLeaves() throws Exception {
        List<String> lines = IntStream.range(0, 500).mapToObj(n -> "line " + n).toList();
        int shownBefore = talk.bob().out().size();

        talk.alice().type((String.join("\n", lines) + "\n").getBytes(UTF_8));
        talk.alice().endInput();

        assertThat(talk.alice().awaitExit()).isZero();
        talk.bob().awaitOut(shownBefore + lines.size() - 1, line -> true);
        assertThat(talk.bob().out().stream().skip(shownBefore)).containsExactly(said(ALICE, lines));
        talk.startAlice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "/quit"})
    void aWordToLeaveEndsTheProgramAfterWhatWasTypedBeforeIt(String word) throws Exception {
        int shownBefore = talk.bob().out().size();

        talk.alice().type("before " + word + "\n" + word + "\nbehind it");

        assertThat(talk.alice().awaitExit()).isZero();
        talk.startAlice();
        talk.aliceSays("after " + word);
        assertThat(talk.bob().out().stream().skip(shownBefore))
                .containsExactly("alice: before " + word, "alice: after " + word);
    }

    @Test
    void theEndOfTheInputWaitsUntilTheRelayIsBackAndHasAllOfIt() throws Exception {
        int shownBefore = talk.bob().out().size();
        talk.relay().kill();
        talk.alice().type("typed while the relay was away");
        talk.alice().endInput();
        talk.alice().awaitErr(0, line -> line.contains("does not answer"));
        assertThat(talk.alice().process().isAlive()).isTrue();

        talk.startRelay();

        assertThat(talk.alice().awaitExit()).isZero();
        talk.bob().awaitOut(shownBefore, "alice: typed while the relay was away"::equals);
        talk.startAlice();
    }

    @Test
    void whatAliceTypesBeforeBobExistsArrivesAfterBothWereClosedInBetween(@TempDir Path folder) throws Exception {
        try (Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"))) {
            String url = relay.relayUrl();
            try (Program alice = AUTHENTICATED.startClient(ALICE, url, folder.resolve(ALICE))) {
                alice.type("I was here first");
                alice.awaitErr(0, line -> line.startsWith("Your messages are saved"));
                alice.kill();
            }

            try (Program alice = AUTHENTICATED.startClient(ALICE, url, folder.resolve(ALICE))) {
                alice.endInput();
                try (Program bob = AUTHENTICATED.startClient(BOB, url, folder.resolve(BOB))) {
                    bob.awaitOut(0, "alice: I was here first"::equals);
                    assertThat(alice.awaitExit()).isZero();
                }
            }
        }
    }

    @Test
    void threePairsWithNamesOfTheirOwnShareOneRelay(@TempDir Path folder) throws Exception {
        List<Program> all = new ArrayList<>();
        try {
            for (int pair = 1; pair <= 3; pair++) {
                all.add(startNamed(BOB, "mentor-" + pair, "pupil-" + pair, folder));
                all.add(startNamed(ALICE, "pupil-" + pair, "mentor-" + pair, folder));
            }
            for (int pair = 1; pair <= 3; pair++) {
                all.get(2 * pair - 2).type("from mentor " + pair);
                all.get(2 * pair - 1).type("from pupil " + pair);
            }
            for (int pair = 1; pair <= 3; pair++) {
                Program mentor = all.get(2 * pair - 2);
                Program pupil = all.get(2 * pair - 1);
                mentor.awaitOut(0, line -> true);
                pupil.awaitOut(0, line -> true);

                assertThat(mentor.out()).containsExactly("pupil-" + pair + ": from pupil " + pair);
                assertThat(pupil.out()).containsExactly("mentor-" + pair + ": from mentor " + pair);
            }
        } finally {
            all.forEach(Program::close);
        }
    }

    private static Program startNamed(String program, String name, String peer, Path folder) throws Exception {
        return AUTHENTICATED.startClient(program, talk.url(), folder.resolve(name), "--name", name, "--peer", peer);
    }

    private static String[] said(String name, List<String> texts) {
        return texts.stream().map(text -> name + ": " + text).toArray(String[]::new);
    }
}
