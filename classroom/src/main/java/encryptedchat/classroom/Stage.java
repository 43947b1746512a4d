package encryptedchat.classroom;

import encryptedchat.classroom.WireTap.Exchange;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** How the demo looks: numbered steps, and in each what happens at the three places. */
final class Stage {
    private static final String INDENT = " ".repeat(4);

    /** Longer lines are hard to follow. */
    private static final int LONGEST_SENTENCE = 110;

    private final PrintStream out;
    private final Glossary glossary;
    private final Ink ink;
    private final Supplier<Layout> layouts;
    private final Pace pace;
    private Layout layout;
    private int steps;
    private boolean headed;

    /** @param layouts asked at each step, because a window can be made wider meanwhile */
    Stage(PrintStream out, Glossary glossary, Ink ink, Supplier<Layout> layouts, Pace pace) {
        this.out = out;
        this.glossary = glossary;
        this.ink = ink;
        this.layouts = layouts;
        this.pace = pace;
        this.layout = layouts.get();
    }

    /** Begins the next step, when it is time for it. */
    void step(String what) throws IOException, InterruptedException {
        step(what, "");
    }

    /** @param why what would go wrong without the cryptography of this step, in one sentence */
    void step(String what, String why) throws IOException, InterruptedException {
        if (steps > 0) {
            pace.pause();
        }
        steps++;
        layout = layouts.get();
        out.println();
        sentence(steps + ".", what, true);
        if (!why.isEmpty()) {
            sentence("", "Why: " + why, false);
        }
        headed = false;
    }

    /** What somebody does or sees. */
    void line(Place place, String verb, String what) {
        print(layout.happening(place, verb, what));
    }

    /** What belongs to no place. */
    void note(String what) {
        sentence("", what, false);
    }

    /** A line of the relay's log: what it keeps, with each message id shortened. */
    void log(String line) {
        line(Place.RELAY, "keeps", FieldTable.shortIds(line.replaceFirst("^INFO ", "")));
    }

    /** A request as it crosses the wire, with each field of its JSON body. */
    void request(Exchange exchange) {
        request(exchange, exchange.requestFields());
    }

    /** The same, with more to see than its body says by itself. */
    void request(Exchange exchange, List<Field> fields) {
        print(layout.request(Place.of(exchange.client()), route(exchange), table(fields)));
    }

    /** A request without a body, with each field of the JSON that it is answered with. */
    void answer(Exchange exchange) {
        answer(exchange, exchange.answerFields());
    }

    /** The same, with less to see than all of it. */
    void answer(Exchange exchange, List<Field> fields) {
        print(layout.answer(Place.of(exchange.client()), route(exchange), table(fields)));
    }

    private static String route(Exchange exchange) {
        return exchange.method() + " " + FieldTable.shortIds(exchange.path());
    }

    private List<String> table(List<Field> fields) {
        return new FieldTable(glossary, layout.wireWidth()).lines(fields);
    }

    private void sentence(String label, String text, boolean strong) {
        String before = Columns.padded(label, INDENT.length());
        for (String line : Columns.wrapped(text, Math.min(LONGEST_SENTENCE, layout.width()) - INDENT.length())) {
            out.println(strong ? ink.strong(before + line) : before + line);
            before = INDENT;
        }
    }

    private void print(List<String> lines) {
        if (!headed) {
            layout.header().forEach(out::println);
            headed = true;
        }
        lines.forEach(out::println);
    }
}
