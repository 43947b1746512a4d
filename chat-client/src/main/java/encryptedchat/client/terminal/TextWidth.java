package encryptedchat.client.terminal;

import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** How wide a terminal shows a text: a Chinese character or an emoji takes two columns, a colour none. */
public final class TextWidth {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

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
}
