package encryptedchat.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/** Text in columns as a terminal counts them: a Chinese character or an emoji takes two, a colour none. */
final class Columns {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private Columns() {}

    static int width(CharSequence text) {
        return COLOUR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(Columns::width)
                .sum();
    }

    /** Fills up with spaces; at least one follows. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - width(text)));
    }

    /**
     * Breaks between words, and within a word only if it is longer than a line. Keeps the breaks that are there.
     *
     * @return at least one line, each of at most {@code width} columns
     */
    static List<String> wrapped(String text, int width) {
        return Stream.of(text.split("\n", -1))
                .flatMap(line -> wrappedLine(line, width).stream())
                .toList();
    }

    private static List<String> wrappedLine(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<= )", -1)) {
            for (String piece : pieces(word, width)) {
                if (width(line) + width(piece.stripTrailing()) > width) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(piece);
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static List<String> pieces(String word, int width) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int codePoint : word.codePoints().toArray()) {
            if (codePoint != ' ' && width(piece) + width(codePoint) > width) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(codePoint);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** A tab counts as one column. */
    private static int width(int codePoint) {
        int columns = WCWidth.wcwidth(codePoint);
        return columns < 0 ? 1 : columns;
    }
}
