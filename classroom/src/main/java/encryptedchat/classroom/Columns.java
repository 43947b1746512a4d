package encryptedchat.classroom;

import encryptedchat.client.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Text in columns, as wide as a terminal shows it. */
final class Columns {
    private Columns() {}

    /** Fills up with spaces; at least one follows. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - TextWidth.of(text)));
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
                if (TextWidth.of(line) + TextWidth.of(piece.stripTrailing()) > width) {
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
            String character = Character.toString(codePoint);
            if (codePoint != ' ' && TextWidth.of(piece) + TextWidth.of(character) > width) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(character);
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
