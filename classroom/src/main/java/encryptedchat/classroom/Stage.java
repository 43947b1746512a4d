package encryptedchat.classroom;

import encryptedchat.classroom.WireTap.Exchange;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** How the demo looks, in 80 columns: numbered steps, and under each, one after the other, what somebody sees of it. */
final class Stage {
    private static final int WIDTH = 80;
    private static final String INDENT = " ".repeat(3);
    private static final int WHO_WIDTH = 12;

    /** Names and values share a width, so that what follows is one column in all bodies, however long the names. */
    private static final int NAME_AND_VALUE_WIDTH = 39;

    private static final int LEAST_NAME_WIDTH = 16;

    private static final Pattern MESSAGE_ID = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{24}\\b");

    private final PrintStream out;
    private final Glossary glossary;
    private int steps;

    Stage(PrintStream out, Glossary glossary) {
        this.out = out;
        this.glossary = glossary;
    }

    /** Begins the next step with a sentence. */
    void step(String sentence) {
        steps++;
        out.println();
        wrapped(Columns.padded(steps + ".", INDENT.length()), sentence);
    }

    /** What somebody does or sees. */
    void line(String who, String what) {
        wrapped(INDENT + Columns.padded(who, WHO_WIDTH), what);
    }

    /** A line of the relay's log: what it keeps, with each message id shortened. */
    void log(String line) {
        line("relay keeps", shortIds(line.replaceFirst("^INFO ", "")));
    }

    /** A request as it crosses the wire, with each field of its JSON body. */
    void request(Exchange exchange) {
        request(exchange, exchange.requestFields());
    }

    /** The same, with more to see than its body says by itself. */
    void request(Exchange exchange, List<Field> fields) {
        line("on the wire", "-> " + exchange.method() + " " + shortIds(exchange.path()));
        fields(fields);
    }

    /** A request without a body, with each field of the JSON that it is answered with. */
    void answer(Exchange exchange) {
        answer(exchange, exchange.answerFields());
    }

    /** The same, with less to see than all of it. */
    void answer(Exchange exchange, List<Field> fields) {
        line("on the wire", "<- " + exchange.method() + " " + shortIds(exchange.path()));
        fields(fields);
    }

    private void fields(List<Field> fields) {
        int longest =
                fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        int nameWidth = Math.max(LEAST_NAME_WIDTH, longest + 1);
        for (Field field : fields) {
            int room = NAME_AND_VALUE_WIDTH - nameWidth;
            String meaning = glossary.meaning(field);
            String value = meaning.isEmpty() ? field.value() : shortened(shortIds(field.value()), room);
            out.println((INDENT
                            + Columns.padded("", WHO_WIDTH)
                            + Columns.padded(field.name(), nameWidth)
                            + Columns.padded(value, room)
                            + meaning)
                    .stripTrailing());
        }
    }

    private static String shortIds(String text) {
        return MESSAGE_ID.matcher(text).replaceAll("$1…");
    }

    private static String shortened(String value, int room) {
        return value.length() < room ? value : value.substring(0, room - 2) + "…";
    }

    private void wrapped(String label, String text) {
        String before = label;
        for (String line : Columns.wrapped(text, WIDTH - label.length())) {
            out.println((before + line).stripTrailing());
            before = " ".repeat(label.length());
        }
    }
}
