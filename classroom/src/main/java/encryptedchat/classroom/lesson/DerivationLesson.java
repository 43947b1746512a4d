package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import java.util.HexFormat;
import java.util.Optional;

/** Lesson 6: to derive the key of the other direction. */
final class DerivationLesson implements Lesson {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_SALT = {};

    @Override
    public String word() {
        return "derivation";
    }

    @Override
    public String subject() {
        return "HKDF: one secret, a key for each purpose";
    }

    /** @param salt the hash of the transcript, 32 bytes */
    // The arrays are drawn for this task, and only read.
    @SuppressWarnings("ArrayRecordComponent")
    private record Puzzle(byte[] masterSecret, byte[] salt) {
        static Puzzle of(Draw draw) {
            return new Puzzle(draw.bytes("master secret", 32), draw.bytes("transcript", 32));
        }

        byte[] key(byte[] withSalt, byte[] info) {
            return Hkdf.sha256(SecretBytes.copyOf(masterSecret), withSalt, info, AesGcm.KEY_BYTES)
                    .exposeBytes();
        }

        byte[] key(String sender, String recipient) {
            return key(salt, info(sender, recipient));
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        return """
                Alice and Bob talk at level authenticated. They have agreed on
                master secret: %s
                salt, the hash of the transcript: %s
                Alice seals her messages to Bob under
                key from alice to bob: %s
                Under which key does Bob seal his messages to Alice?
                Answer with its 32 bytes in hex.
                """.formatted(
                        HEX.formatHex(puzzle.masterSecret),
                        HEX.formatHex(puzzle.salt),
                        HEX.formatHex(puzzle.key("alice", "bob")));
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        byte[] right = puzzle.key("bob", "alice");
        HexAnswer hex = new HexAnswer(answer);
        if (hex.is(right)) {
            return Verdict.right(
                    "Another label gives another key, so what Alice sealed does not open as a message from Bob.");
        }
        return Verdict.wrong(usualMistake(puzzle, hex)
                .or(() -> hex.wrongForm(right))
                .orElse("This is a different key. First derive the key that is in the task, and then change only the"
                        + " label. Each learner has a different secret."));
    }

    /** @return the label of a key at level authenticated */
    private static byte[] info(String sender, String recipient) {
        return CanonicalBytes.of("encrypted-chat message key")
                .add("authenticated")
                .add(sender)
                .add(recipient)
                .toBytes();
    }

    private static Optional<String> usualMistake(Puzzle puzzle, HexAnswer hex) {
        byte[] info = info("bob", "alice");
        if (hex.is(puzzle.key("alice", "bob"))) {
            return Optional.of("That is the key from Alice to Bob, which is in the task. Change who is the sender.");
        }
        if (hex.is(puzzle.key(NO_SALT, info))) {
            return Optional.of("You have left out the salt.");
        }
        if (hex.is(puzzle.key(puzzle.salt, NO_SALT))) {
            return Optional.of("You have left out the info, which says what the key is for.");
        }
        if (hex.is(puzzle.key(puzzle.salt, withoutLengths())) || hex.is(puzzle.key(puzzle.salt, withSpaces()))) {
            return Optional.of("Each field of the info stands after its length: ./chat lab fields makes such bytes.");
        }
        if (hex.is(puzzle.masterSecret)) {
            return Optional.of("That is the master secret. No message is sealed under it; keys are derived from it.");
        }
        return Optional.empty();
    }

    private static byte[] withoutLengths() {
        return "encrypted-chat message keyauthenticatedbobalice".getBytes(US_ASCII);
    }

    private static byte[] withSpaces() {
        return "encrypted-chat message key authenticated bob alice".getBytes(US_ASCII);
    }
}
