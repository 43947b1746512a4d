package encryptedchat.classroom.lesson;

import encryptedchat.classroom.lab.ChosenRandom;
import encryptedchat.classroom.lab.Xor;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Utf8;
import java.util.HexFormat;
import java.util.List;

/** Lesson 4: what a nonce that is used twice gives away, without any key. */
final class AeadLesson implements Lesson {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_ASSOCIATED_DATA = {};

    /** Each is longer than the text that is asked for. */
    private static final List<String> KNOWN_TEXTS = List.of(
            "Good morning everybody, the lesson begins at nine today",
            "Please remember to bring your books for the next lesson",
            "The weather will stay fine until the end of this week, they say",
            "There is soup and bread in the canteen for all of us today");

    @Override
    public String word() {
        return "aead";
    }

    @Override
    public String subject() {
        return "nonce, tag and associated data: what they are for";
    }

    private record Puzzle(String known, String asked, Envelope first, Envelope second) {
        static Puzzle of(Draw draw) {
            String known = draw.one("known", KNOWN_TEXTS);
            String asked = draw.text("asked");
            byte[] nonce = draw.bytes("nonce", Envelope.NONCE_BYTES);
            AesGcm cipher =
                    new AesGcm(SecretBytes.copyOf(draw.bytes("key", AesGcm.KEY_BYTES)), new ChosenRandom(nonce));
            return new Puzzle(
                    known,
                    asked,
                    cipher.seal(Utf8.encode(known), NO_ASSOCIATED_DATA),
                    cipher.seal(Utf8.encode(asked), NO_ASSOCIATED_DATA));
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        return """
                A careless program sealed two messages with one key, and with the same nonce for both.
                nonce of both: %s
                ciphertext 1: %s
                ciphertext 2: %s
                You do not have the key. But you know what message 1 says:
                text 1: %s
                What does message 2 say?
                Answer with its text, such as: Meet me at noon
                """.formatted(
                        HEX.formatHex(puzzle.first.nonce()),
                        HEX.formatHex(puzzle.first.ciphertext()),
                        HEX.formatHex(puzzle.second.ciphertext()),
                        puzzle.known);
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        if (TextAnswer.is(puzzle.asked, answer)) {
            return Verdict.right("No key was needed. This is why no program may choose a nonce twice.");
        }
        return Verdict.wrong(TextAnswer.wrongForm(puzzle.asked, answer).orElseGet(() -> hint(puzzle, answer)));
    }

    private static String hint(Puzzle puzzle, String answer) {
        if (TextAnswer.is(puzzle.known, answer)) {
            return "That is text 1, which is in the task. Find text 2.";
        }
        HexAnswer hex = new HexAnswer(answer);
        if (hex.is(Xor.of(puzzle.first.ciphertext(), puzzle.second.ciphertext()))) {
            return "That is ciphertext 1 XOR ciphertext 2, which is text 1 XOR text 2. One more step: XOR it with text"
                    + " 1.";
        }
        if (hex.is(Xor.of(puzzle.first.ciphertext(), Utf8.encode(puzzle.known)))) {
            return "That is the stream of bytes that AES made of key and nonce. One more step: XOR it with ciphertext 2.";
        }
        return "Message 2 says something else. XOR both ciphertexts with ./chat lab xor, and think about what is left."
                + " Each learner has different messages.";
    }
}
