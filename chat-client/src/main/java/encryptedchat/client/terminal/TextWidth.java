package encryptedchat.client.terminal;

import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * How wide a terminal shows a text: a Chinese character or an emoji takes two columns, a colour none. And so, where to
 * break a line.
 */
public final class TextWidth {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String INDENT = "  ";

    private TextWidth() {}

    /** @return in columns; a tab or another control character counts as one */
    public static int of(CharSequence text) {
        return COLOUR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(WCWidth::wcwidth)
                .map(columns -> columns < 0 ? 1 : columns)
                .sum();
    }

    /** @return the beginning of a text without colours, of at most so many columns; no character is cut in two */
    public static String beginning(String text, int columns) {
        int end = 0;
        int width = 0;
        while (end < text.length()) {
            String character = Character.toString(text.codePointAt(end));
            width += of(character);
            if (width > columns) {
                break;
            }
            end += character.length();
        }
        return text.substring(0, end);
    }

    /**
     * Breaks what the program says between words, where the terminal would break it anywhere.
     *
     * @param width of the terminal in columns; 0 where it is not known, and then nothing is broken
     * @return the same words on lines of at most this width, if no word is longer; all lines but the first are indented
     */
    static String wrap(String line, int width) {
        if (width <= INDENT.length()) {
            return line;
        }
        StringBuilder wrapped = new StringBuilder(line.length());
        int column = 0;
        for (String word : line.split(" ", -1)) {
            boolean tooLong = column > 0 && column + 1 + of(word) > width;
            String before = tooLong ? "\n" + INDENT : column > 0 ? " " : "";
            wrapped.append(before).append(word);
            column = tooLong ? INDENT.length() : column + before.length();
            column += of(word);
        }
        return wrapped.toString();
    }
}
