package encryptedchat.client.terminal;

/** Breaks what the program says between words, where the terminal would break it anywhere. */
final class WordWrap {
    private static final String INDENT = "  ";

    private WordWrap() {}

    /**
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
            int wordWidth = TextWidth.of(word);
            if (column > 0 && column + 1 + wordWidth > width) {
                wrapped.append('\n').append(INDENT);
                column = INDENT.length();
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += wordWidth;
        }
        return wrapped.toString();
    }
}
