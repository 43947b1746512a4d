package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import java.util.Locale;
import java.util.Map;

/** Lesson 1: to find a byte behind Base64, and to tell bytes from characters. */
final class Base64Lesson implements Lesson {
    private static final String FORM = "Answer with the byte as two hex digits and the number of bytes, such as: 7f 23";

    @Override
    public String word() {
        return "base64";
    }

    @Override
    public String subject() {
        return "Base64 over JSON: bytes as text";
    }

    /** A message as it waits at the relay at level classic. */
    private record Message(String ciphertext, String nonce, String tag, String associatedData) {}

    /** @param place of the byte in the nonce, where the first is 1 */
    private record Puzzle(Envelope envelope, int place) {
        static Puzzle of(Draw draw) {
            String time = String.valueOf(draw.number("time", 1_700_000_000, 1_900_000_000));
            return new Puzzle(
                    new Envelope(
                            time.getBytes(US_ASCII),
                            draw.bytes("nonce", Envelope.NONCE_BYTES),
                            draw.bytes("ciphertext", draw.number("length", 20, 60)),
                            draw.bytes("tag", Envelope.TAG_BYTES)),
                    draw.number("place", 3, Envelope.NONCE_BYTES - 1));
        }

        Message message() {
            return new Message(
                    Base64Text.encode(envelope.ciphertext()),
                    Base64Text.encode(envelope.nonce()),
                    Base64Text.encode(envelope.tag()),
                    Base64Text.encode(envelope.associatedData()));
        }

        int length() {
            return envelope.ciphertext().length;
        }

        String hex(byte[] field, int at) {
            return at <= field.length ? String.format(Locale.ROOT, "%02x", field[at - 1]) : "";
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        return """
                This message waits at the relay:
                %s
                Which byte is number %d of its nonce, if the first byte is number 1?
                And how many bytes does its ciphertext have?
                %s
                """.formatted(new String(Json.write(puzzle.message()), UTF_8), puzzle.place, FORM);
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        String[] words = answer.toLowerCase(Locale.ROOT).split("[\\s,]+", -1);
        if (words.length != 2) {
            return Verdict.wrong("The answer has two parts. " + FORM + ".");
        }
        String digits = words[0].replaceFirst("^0x", "");
        if (!digits.equals(puzzle.hex(puzzle.envelope.nonce(), puzzle.place))) {
            return Verdict.wrong(aboutByte(puzzle, answer.split("[\\s,]+", -1)[0], digits));
        }
        if (!words[1].equals(String.valueOf(puzzle.length()))) {
            return Verdict.wrong("The byte is right. " + aboutLength(puzzle, words[1]));
        }
        return Verdict.right("Base64 hides nothing: everybody who carries a message can read these bytes.");
    }

    private static String aboutByte(Puzzle puzzle, String typed, String digits) {
        Envelope envelope = puzzle.envelope;
        String right = puzzle.hex(envelope.nonce(), puzzle.place);
        String characters = puzzle.message().nonce();
        if (digits.equals(String.valueOf(Integer.parseInt(right, 16)))) {
            return "This is the right byte as a decimal number. Answer in hex.";
        }
        if (digits.equals(puzzle.hex(envelope.nonce(), puzzle.place + 1))) {
            return "You have counted from 0. Here the first byte is number 1.";
        }
        if (digits.equals(puzzle.hex(envelope.nonce(), puzzle.place - 1))) {
            return "This is the byte before. The first byte is number 1.";
        }
        if (typed.length() < 3 && characters.startsWith(typed, puzzle.place - 1)) {
            return "These are characters of the Base64 text. Decode it first, and then count bytes.";
        }
        for (Map.Entry<String, byte[]> other : Map.of(
                        "ciphertext", envelope.ciphertext(),
                        "tag", envelope.tag(),
                        "associated_data", envelope.associatedData())
                .entrySet()) {
            if (digits.equals(puzzle.hex(other.getValue(), puzzle.place))) {
                return "This byte is from the field " + other.getKey() + ". The question is about the nonce.";
            }
        }
        return digits.matches("[0-9a-f]{2}")
                ? "This is a different byte. Decode the nonce: ./chat lab base64 decode \"BASE64\". Each two hex digits are"
                        + " one byte. Each learner has a different message."
                : "The first part is not one byte in hex. " + FORM + ".";
    }

    private static String aboutLength(Puzzle puzzle, String typed) {
        int length = puzzle.length();
        if (typed.equals(String.valueOf(puzzle.message().ciphertext().length()))) {
            return "But you have counted the characters of the Base64 text; four of them carry three bytes.";
        }
        if (typed.equals(String.valueOf(2 * length))) {
            return "But you have counted hex digits; two of them are one byte.";
        }
        if (typed.equals(String.valueOf(length + Envelope.TAG_BYTES))) {
            return "But the tag is a field of its own, and not part of the ciphertext.";
        }
        return "The ciphertext has a different length: decode it, and see how many bytes it has.";
    }
}
