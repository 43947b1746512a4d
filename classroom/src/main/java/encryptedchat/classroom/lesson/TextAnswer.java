package encryptedchat.classroom.lesson;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Utf8;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Judges an answer that is a text. Upper case, spaces, and quotation marks around it make no difference. */
final class TextAnswer {
    private TextAnswer() {}

    static boolean is(String expected, String answer) {
        return plain(expected).equals(plain(answer));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\"'.]+", " ").strip();
    }

    /** @return a hint if the answer is the right text in the wrong form, or a part of it */
    static Optional<String> wrongForm(String expected, String answer) {
        byte[] bytes = Utf8.encode(expected);
        if (answer.replaceAll("\\s", "").equalsIgnoreCase(HexFormat.of().formatHex(bytes))) {
            return Optional.of("That is the right text in hex. Answer with the text itself.");
        }
        if (answer.equals(Base64Text.encode(bytes))) {
            return Optional.of("That is the right text in Base64. Answer with the text itself.");
        }
        if (plain(answer).length() > 3 && plain(expected).contains(plain(answer))) {
            return Optional.of("That is a part of it. Answer with the whole text.");
        }
        return Optional.empty();
    }
}
