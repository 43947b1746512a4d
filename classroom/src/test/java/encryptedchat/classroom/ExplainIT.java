package encryptedchat.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Mail.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both clients with {@code --explain}, as processes in a pipe: what they tell, what they keep, and what stays as it is.
 */
@ParameterizedClass
@EnumSource(Level.class)
// NullAway does not know that what is called before each invocation of a class sets its fields.
@SuppressWarnings("NullAway.Init")
class ExplainIT {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** A request with its headers, and then the message. */
    private static final Pattern MESSAGE_TO_BOB = Pattern.compile(
            "PUT /v1/mailboxes/bob/messages/[^\\r]*\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n(\\{[^{}]*\"kind\":\"message\",\"body\":\\{[^{}]*\\}\\})");

    private static final List<String> CLASSIC_ALICE = List.of(
            "Bob's public key taken",
            "master secret made",
            "master secret encrypted with RSA-OAEP",
            "encrypted master secret sent",
            "session key derived with HKDF",
            "text sealed with AES-256-GCM",
            "message sent",
            "messages fetched",
            "message opened with AES-256-GCM");

    private static final List<String> CLASSIC_BOB = List.of(
            "RSA key pair made",
            "your public key published",
            "encrypted master secret fetched",
            "master secret decrypted with RSA-OAEP",
            "session key derived with HKDF",
            "messages fetched",
            "message opened with AES-256-GCM",
            "text sealed with AES-256-GCM",
            "message sent");

    private static final List<String> AUTHENTICATED_ALICE = List.of(
            "your identity made",
            "your name registered at the relay",
            "logged in at the relay",
            "bob's identity seen for the first time, and pinned",
            "bob's prekeys fetched",
            "bob's prekey verified",
            "master secret made",
            "master secret encrypted with RSA-OAEP",
            "transcript hashed",
            "offer signed",
            "message key derived with HKDF",
            "message key derived with HKDF",
            "offer sent",
            "text sealed with AES-256-GCM",
            "message sent",
            "messages fetched",
            "message opened with AES-256-GCM",
            "acknowledged");

    private static final List<String> AUTHENTICATED_BOB = List.of(
            "your identity made",
            "RSA key pair made",
            "your name registered at the relay",
            "logged in at the relay",
            "your prekey signed",
            "your prekeys published",
            "messages fetched",
            "transcript hashed",
            "alice's offer verified",
            "master secret decrypted with RSA-OAEP",
            "message key derived with HKDF",
            "message key derived with HKDF",
            "acknowledged",
            "messages fetched",
            "message opened with AES-256-GCM",
            "text sealed with AES-256-GCM",
            "message sent");

    private static Path folder = Path.of("");
    private static ByteTap wire;
    private static Program relay;
    private static Program bob;
    private static Program alice;

    @Parameter
    private Level level = Level.AUTHENTICATED;

    @BeforeParameterizedClassInvocation
    static void letThemTalk(Level level, @TempDir Path temporary) throws Exception {
        folder = temporary;
        relay = level.startRelay(folder.resolve("relay"));
        wire = new ByteTap(relay.relayUrl());
        bob = level.startClient("bob", wire.url(), folder.resolve("bob"), "--explain");
        alice = level.startClient("alice", wire.url(), folder.resolve("alice"), "--explain");
        level.awaitKeys(alice, bob);
        alice.awaitErr(0, line -> line.matches("\\| Step .*(offer|secret) sent"));
        say(alice, bob, "alice", "Hello, Bob!");
        say(bob, alice, "bob", "Hello, Alice!");
        // What is shown and what is explained come on two streams, in no order.
        awaitLast(level == Level.CLASSIC ? CLASSIC_ALICE : AUTHENTICATED_ALICE, alice);
        awaitLast(level == Level.CLASSIC ? CLASSIC_BOB : AUTHENTICATED_BOB, bob);
    }

    private static void awaitLast(List<String> headings, Program client) throws Exception {
        String last = headings.get(headings.size() - 1);
        client.awaitErr(0, line -> line.matches("\\| Step [0-9]+: " + last + "(, as in step [0-9]+)?"));
    }

    @AfterParameterizedClassInvocation
    static void end() throws Exception {
        alice.close();
        bob.close();
        relay.close();
        wire.close();
    }

    @Test
    void aliceTellsEachStepInItsOrder() {
        assertThat(headings(alice)).containsSubsequence(level == Level.CLASSIC ? CLASSIC_ALICE : AUTHENTICATED_ALICE);
    }

    @Test
    void bobTellsEachStepInItsOrder() {
        assertThat(headings(bob)).containsSubsequence(level == Level.CLASSIC ? CLASSIC_BOB : AUTHENTICATED_BOB);
    }

    @Test
    void bothHaveTheSameKeysAsFarAsTheyAreShown() {
        assertThat(keysShownBy(alice)).isNotEmpty().hasSameElementsAs(keysShownBy(bob));
    }

    @Test
    void ofNoSecretMoreThanFourBytesAreTold() throws Exception {
        String told = String.join("\n", alice.err()) + "\n" + String.join("\n", bob.err());
        List<Needle> parts = new ArrayList<>();
        for (byte[] secret : secrets().all()) {
            for (int from = 0; from + 9 <= secret.length; from++) {
                byte[] part = Arrays.copyOfRange(secret, from, from + 9);
                parts.add(new Needle("a secret from byte " + from, part));
                assertThat(told).doesNotContain(HEX.formatHex(part, 0, 5));
            }
        }

        assertThat(parts).hasSizeGreaterThan(40);
        assertThat(new Needles(parts).in(told)).isEmpty();
        assertThat(told).contains(HEX.formatHex(secrets().masterSecret(), 0, 4));
    }

    @Test
    void standardOutputHoldsTheMessagesAlone() {
        assertThat(alice.out()).allMatch(line -> line.startsWith("bob: "));
        assertThat(bob.out()).allMatch(line -> line.startsWith("alice: "));
        assertThat(bob.err()).contains("| Step 1: " + headings(bob).get(0));
    }

    @Test
    void whatIsRefusedIsExplained() throws Exception {
        int saidBefore = bob.err().size();

        String heading = level == Level.CLASSIC ? sendBobGarbage() : sendBobTheFirstMessageAgain();

        bob.awaitErr(saidBefore, line -> line.endsWith(": REFUSED: " + heading));
        bob.awaitErr(saidBefore, line -> line.startsWith("|   Attack: Somebody "));
        bob.awaitErr(saidBefore, line -> line.startsWith("|   Noticed: By "));
    }

    @Test
    void itIsSwitchedWhileTheyTalkAndIsNeverSent() throws Exception {
        int shownBefore = bob.out().size();
        alice.type("/explain off");
        alice.awaitErr(0, "Explanations are off."::equals);
        int saidBefore = alice.err().size();
        alice.type("/explain");
        alice.type("/explain onn");
        say(alice, bob, "alice", "not told");
        alice.awaitErr(saidBefore + 1, line -> true);
        assertThat(alice.err().stream().skip(saidBefore)).hasSize(2).noneMatch(line -> line.startsWith("| "));

        alice.type("/explain on");
        say(alice, bob, "alice", "told");

        alice.awaitErr(saidBefore, line -> line.startsWith("|   In: text, 4 bytes: \"told\""));
        assertThat(bob.out().stream().skip(shownBefore)).containsExactly("alice: not told", "alice: told");
    }

    @Test
    void withoutTheOptionNothingIsToldAndTheRestIsTheSame(@TempDir Path another) throws Exception {
        try (Talk talk = new Talk(level, another)) {
            assertThat(toldWhenAliceLeavesAfter(talk)).isEmpty();
            talk.startAlice("--explain");
            assertThat(toldWhenAliceLeavesAfter(talk)).isNotEmpty();
        }
    }

    /** Both say something, and Alice leaves, in the same way with the option and without it. */
    private static List<String> toldWhenAliceLeavesAfter(Talk talk) throws Exception {
        talk.bothGoOn();
        talk.alice().endInput();
        assertThat(talk.alice().awaitExit()).isZero();
        assertThat(talk.alice().out()).singleElement().asString().startsWith("bob: Bob goes on");
        return talk.alice().err().stream().filter(line -> line.startsWith("| ")).toList();
    }

    private static void say(Program from, Program to, String name, String text) throws Exception {
        from.type(text);
        to.awaitOut(0, (name + ": " + text)::equals);
    }

    /** @return the headings without the numbers */
    private static List<String> headings(Program client) {
        return client.err().stream()
                .filter(line -> line.startsWith("| Step "))
                .map(line -> line.replaceFirst("\\| Step [0-9]+: ", "").replaceFirst(", as in step [0-9]+$", ""))
                .toList();
    }

    private static List<String> keysShownBy(Program client) {
        return client.err().stream()
                .filter(line -> line.startsWith("|   Out: key, "))
                .distinct()
                .toList();
    }

    private static String sendBobGarbage() throws Exception {
        new ClassicRelay(RelayAddress.parse(relay.relayUrl()), Steps.SILENT)
                .sendMessage("alice", "bob", new Envelope(new byte[10], new byte[12], new byte[5], new byte[16]));
        return "a message whose tag does not fit";
    }

    /** As only the relay could do it, or who has Alice's identity. */
    private String sendBobTheFirstMessageAgain() throws Exception {
        Identity identity = secrets().identity("alice");
        MailboxRelay door = new MailboxRelay(RelayAddress.parse(relay.relayUrl()), identity, Steps.SILENT);
        Matcher sent = MESSAGE_TO_BOB.matcher(wire.bytes());
        assertThat(sent.find()).isTrue();
        door.send("bob", "0".repeat(32), Json.readText(sent.group(1), Content.class));
        return "a message that came before, or too late";
    }

    private ConversationSecrets secrets() {
        return new ConversationSecrets(level, folder, wire.bytes());
    }
}
