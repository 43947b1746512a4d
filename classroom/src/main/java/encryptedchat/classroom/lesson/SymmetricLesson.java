package encryptedchat.classroom.lesson;

import encryptedchat.classroom.lab.ChosenRandom;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Utf8;
import java.util.HexFormat;
import java.util.List;

/** Lesson 3: to open a message with its key, and to see that a changed one does not open. */
final class SymmetricLesson implements Lesson {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_ASSOCIATED_DATA = {};

    @Override
    public String word() {
        return "symmetric";
    }

    @Override
    public String subject() {
        return "AES-GCM: one key that seals and opens";
    }

    /** @param unchanged which of the three opens, 0 to 2 */
    private record Puzzle(SecretBytes key, List<String> texts, int unchanged) {
        static Puzzle of(Draw draw) {
            return new Puzzle(
                    SecretBytes.copyOf(draw.bytes("key", AesGcm.KEY_BYTES)),
                    List.of(draw.text("text 0"), draw.text("text 1"), draw.text("text 2")),
                    draw.number("unchanged", 0, 2));
        }

        /** One of the three, as it arrives: of the two that were changed, one in its ciphertext and one in its tag. */
        Envelope arrived(int index, Draw draw) {
            byte[] nonce = draw.bytes("nonce " + index, Envelope.NONCE_BYTES);
            Envelope sealed =
                    new AesGcm(key, new ChosenRandom(nonce)).seal(Utf8.encode(texts.get(index)), NO_ASSOCIATED_DATA);
            if (index == (unchanged + 1) % 3) {
                sealed.ciphertext()[draw.number("place", 0, sealed.ciphertext().length - 1)] ^= 1;
            } else if (index == (unchanged + 2) % 3) {
                sealed.tag()[draw.number("place", 0, Envelope.TAG_BYTES - 1)] ^= 1;
            }
            return sealed;
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        StringBuilder task = new StringBuilder("Three messages were sealed with the same key, without associated data."
                + " Somebody on the way\nhas changed one bit in two of them.\n");
        task.append("key: ").append(HEX.formatHex(puzzle.key.exposeBytes())).append('\n');
        for (int index = 0; index < 3; index++) {
            Envelope arrived = puzzle.arrived(index, draw);
            task.append("message ").append(index + 1).append('\n');
            task.append("  nonce: ").append(HEX.formatHex(arrived.nonce())).append('\n');
            task.append("  ciphertext: ")
                    .append(HEX.formatHex(arrived.ciphertext()))
                    .append('\n');
            task.append("  tag: ").append(HEX.formatHex(arrived.tag())).append('\n');
        }
        return task + """
                What does the unchanged one say?
                Answer with its text, such as: Meet me at noon
                """;
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        String text = puzzle.texts.get(puzzle.unchanged);
        if (TextAnswer.is(text, answer)) {
            return Verdict.right("One changed bit, anywhere, and the tag no longer fits: the other two are refused.");
        }
        return Verdict.wrong(TextAnswer.wrongForm(text, answer).orElseGet(() -> hint(puzzle, answer)));
    }

    private static String hint(Puzzle puzzle, String answer) {
        if (answer.matches("[1-3]")) {
            return answer.equals(String.valueOf(puzzle.unchanged + 1))
                    ? "That is the right message. Answer with its text."
                    : "That one was changed. Try to open the others, and answer with the text.";
        }
        if (puzzle.texts.stream().anyMatch(text -> TextAnswer.is(text, answer))) {
            return "That text was sealed, but its message was changed on the way, and nobody may show it.";
        }
        return "The unchanged message says something else. Open it with ./chat lab open --key KEY --nonce NONCE --tag"
                + " TAG CIPHERTEXT. Each learner has different messages.";
    }
}
