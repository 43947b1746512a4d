package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * What may be sent as one message, and how a received one is shown.
 *
 * <p>A text that is printed as it comes can hold escape sequences that move the cursor, rename the window or paste into
 * the shell. So no control character of a received text ever reaches the terminal.
 */
public final class TextRules {
    /** The longest text that is sent, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    private static final int FIRST_CONTROL_PICTURE = 0x2400;
    private static final int SPACE = 0x20;
    private static final int DELETE = 0x7f;
    private static final char DELETE_PICTURE = '\u2421';

    private TextRules() {}

    /** @return why this cannot be sent as one message, as a sentence; or nothing if it can */
    public static Optional<String> whyNotSendable(String text) {
        if (text.isEmpty()) {
            return Optional.of("An empty line is not sent.");
        }
        if (text.getBytes(UTF_8).length > MAX_TEXT_BYTES) {
            return Optional.of(tooLong());
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            return Optional.of("This line is not Unicode text (half of a surrogate pair) and is not sent.");
        }
        return text.codePoints()
                .filter(TextRules::isControl)
                .mapToObj(control -> String.format(
                        "This line holds the control character U+%04X and is not sent; take it out.", control))
                .findFirst();
    }

    static String tooLong() {
        return "This line is longer than " + MAX_TEXT_BYTES + " bytes and is not sent; send it in parts.";
    }

    /** @return the text on one line, each control character replaced by a picture or a code of it */
    public static String printable(String received) {
        StringBuilder shown = new StringBuilder(received.length());
        received.codePoints().forEach(character -> {
            if (!isControl(character) && !turnsDirection(character)) {
                shown.appendCodePoint(character);
            } else if (character < SPACE) {
                shown.appendCodePoint(FIRST_CONTROL_PICTURE + character);
            } else if (character == DELETE) {
                shown.append(DELETE_PICTURE);
            } else {
                shown.append(String.format("\\u%04x", character));
            }
        });
        return shown.toString();
    }

    /** Behind one of these two, the overrides, even plain letters are shown in the other direction. */
    private static boolean turnsDirection(int character) {
        return character == 0x202d || character == 0x202e;
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
