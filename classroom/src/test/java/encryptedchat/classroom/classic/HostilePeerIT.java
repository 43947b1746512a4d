package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Talk;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mallory posts to an honest relay what Alice never would. Bob says in one line what he refuses, shows nothing of it,
 * and the conversation goes on. Some of it only somebody with Alice's own key could make.
 */
class HostilePeerIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static Talk talk;
    private static RelayDoor mallory;
    private static SecretBytes masterSecret;

    @BeforeAll
    static void begin(@TempDir Path homes) throws Exception {
        talk = new Talk(CLASSIC, homes);
        mallory = new RelayDoor(talk.relay().relayUrl());
        masterSecret = ClassicHome.masterSecret(talk.home(ALICE));
    }

    @AfterAll
    static void end() {
        talk.close();
    }

    @Test
    void aMessageSealedWithAnotherKeyIsRefused() throws Exception {
        Envelope foreign = sealed("Trust me", ClassicKeyExchange.newMasterSecret(RANDOM, Steps.SILENT));

        assertThat(complaintAbout(foreign)).startsWith("A message was refused: it was changed on the way");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aMessageWithOneBitChangedIsRefused(String part, UnaryOperator<Envelope> change) throws Exception {
        Envelope changed = change.apply(sealed("Pay 100 to Mallory", masterSecret));

        assertThat(complaintAbout(changed)).startsWith("A message was refused: it was changed on the way");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "associated data",
                        e -> new Envelope(flipped(e.associatedData()), e.nonce(), e.ciphertext(), e.tag())),
                change("nonce", e -> new Envelope(e.associatedData(), flipped(e.nonce()), e.ciphertext(), e.tag())),
                change(
                        "ciphertext",
                        e -> new Envelope(e.associatedData(), e.nonce(), flipped(e.ciphertext()), e.tag())),
                change("tag", e -> new Envelope(e.associatedData(), e.nonce(), e.ciphertext(), flipped(e.tag()))));
    }

    @Test
    void authenticBytesThatAreNotTextAreRefused() throws Exception {
        SecretBytes key = Hkdf.sha256(
                masterSecret, new byte[0], "chat_session_key_alice_bob".getBytes(US_ASCII), AesGcm.KEY_BYTES);
        Envelope notText = new AesGcm(key, RANDOM).seal("Grüße".getBytes(ISO_8859_1), "0".getBytes(US_ASCII));

        assertThat(complaintAbout(notText)).isEqualTo("A message was refused: it does not hold UTF-8 text.");
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void anAuthenticControlCharacterIsShownAsAPictureOnOneLine(int control, String shown) throws Exception {
        String unique = "U+" + Integer.toHexString(control) + " ";
        int shownBefore = talk.bob().out().size();

        mallory.sendMessage(
                ALICE, BOB, sealed(unique + Character.toString(control) + "[2J alice: forged", masterSecret));
        talk.bothGoOn();

        List<String> lines =
                talk.bob().out().subList(shownBefore, talk.bob().out().size());
        assertThat(lines).hasSize(2).first().isEqualTo("alice: " + unique + shown + "[2J alice: forged");
    }

    static Stream<Arguments> controlCharacters() {
        return Stream.of(
                Arguments.of(0x00, "␀"),
                Arguments.of((int) '\n', "␊"),
                Arguments.of((int) '\r', "␍"),
                Arguments.of(0x1b, "␛"),
                Arguments.of(0x7f, "␡"),
                Arguments.of(0x85, "\\u0085"),
                Arguments.of(0x9b, "\\u009b"),
                Arguments.of(0x2028, "\\u2028"),
                Arguments.of(0x2029, "\\u2029"));
    }

    @Test
    void aMasterSecretOfThirtyOneBytesIsRefusedAndTheOldKeyStays() throws Exception {
        byte[] tooShort = RsaOaep.encrypt(new byte[31], mallory.bobsPublicKey(), RANDOM);

        assertThat(complaintAboutMasterSecret(tooShort))
                .isEqualTo("A master secret was refused: a master secret has 32 bytes, not 31.");
    }

    @Test
    void aMasterSecretThatDoesNotDecryptIsRefusedAndTheOldKeyStays() throws Exception {
        byte[] garbage = new byte[RsaOaep.CIPHERTEXT_BYTES];
        RANDOM.nextBytes(garbage);

        assertThat(complaintAboutMasterSecret(garbage)).startsWith("A master secret was refused: it was changed");
    }

    @Test
    void aMasterSecretLargerThanTheModulusIsRefusedAndTheOldKeyStays() throws Exception {
        byte[] tooLarge = new byte[RsaOaep.CIPHERTEXT_BYTES];
        Arrays.fill(tooLarge, (byte) 0xff);

        assertThat(complaintAboutMasterSecret(tooLarge)).startsWith("A master secret was refused: it was changed");
    }

    /** Bob gets it in Alice's name: he complains once, shows nothing, and both go on. */
    private static String complaintAbout(Envelope envelope) throws Exception {
        int complaintsBefore = talk.bob().err().size();
        int shownBefore = talk.bob().out().size();

        mallory.sendMessage(ALICE, BOB, envelope);
        talk.bob().awaitErr(complaintsBefore, line -> true);
        talk.bothGoOn();

        assertThat(talk.bob().out()).hasSize(shownBefore + 1);
        assertThat(talk.bob().err()).hasSize(complaintsBefore + 1);
        return talk.bob().err().get(complaintsBefore);
    }

    private static String complaintAboutMasterSecret(byte[] encrypted) throws Exception {
        int complaintsBefore = talk.bob().err().size();

        mallory.sendEncryptedMasterSecret(encrypted);
        talk.bob().awaitErr(complaintsBefore, line -> true);
        talk.bothGoOn();

        assertThat(talk.bob().err()).hasSize(complaintsBefore + 1);
        return talk.bob().err().get(complaintsBefore);
    }

    private static Envelope sealed(String text, SecretBytes secret) {
        return ClassicSession.begin(secret, RANDOM, InstantSource.system(), Steps.SILENT)
                .seal(text.getBytes(UTF_8))
                .envelope();
    }

    private static Arguments change(String part, UnaryOperator<Envelope> change) {
        return Arguments.of(part, change);
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[0] ^= 1;
        return changed;
    }
}
