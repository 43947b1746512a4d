package encryptedchat.classroom;

import encryptedchat.client.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fields of a JSON body in three columns: the name, the beginning of the value, and what it is.
 *
 * @param width of a line, in columns
 */
record FieldTable(Glossary glossary, int width) {
    private static final int LEAST_NAME_WIDTH = 16;
    private static final int LEAST_VALUE_WIDTH = 8;

    private static final Pattern MESSAGE_ID = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{24}\\b");

    List<String> lines(List<Field> fields) {
        int longest = fields.stream()
                .mapToInt(field -> TextWidth.of(name(field)))
                .max()
                .orElse(0);
        int nameWidth = Math.max(LEAST_NAME_WIDTH, longest + 1);
        return fields.stream()
                .flatMap(field -> lines(field, nameWidth).stream())
                .toList();
    }

    private List<String> lines(Field field, int nameWidth) {
        String name = Columns.padded(name(field), nameWidth);
        String meaning = glossary.meaning(field);
        if (meaning.isEmpty()) {
            return beside(name, Columns.wrapped(field.value(), width - nameWidth));
        }
        int valueWidth = Math.max(LEAST_VALUE_WIDTH, nameAndValueWidth() - nameWidth);
        String value = Columns.padded(shortened(shortIds(field.value()), valueWidth), valueWidth);
        return beside(name + value, Columns.wrapped(meaning, width - nameWidth - valueWidth));
    }

    /** Names and values share a width, so that what follows is one column in all bodies, however long the names. */
    private int nameAndValueWidth() {
        return width * 3 / 5;
    }

    /** What is read out of canonical bytes stands beneath them. */
    private static String name(Field field) {
        return (field.isReadOut() ? "  " : "") + field.name();
    }

    private static List<String> beside(String label, List<String> lines) {
        List<String> labelled = new ArrayList<>();
        String before = label;
        for (String line : lines) {
            labelled.add((before + line).stripTrailing());
            before = " ".repeat(TextWidth.of(label));
        }
        return labelled;
    }

    /** @return the text with each message id in it shortened */
    static String shortIds(String text) {
        return MESSAGE_ID.matcher(text).replaceAll("$1…");
    }

    private static String shortened(String value, int room) {
        return TextWidth.of(value) < room ? value : TextWidth.beginning(value, room - 2) + "…";
    }
}
