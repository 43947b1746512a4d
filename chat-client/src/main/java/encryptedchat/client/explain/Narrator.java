package encryptedchat.client.explain;

import encryptedchat.client.explain.Guide.Refusal;
import encryptedchat.client.explain.Guide.Step;
import encryptedchat.client.terminal.Console;
import encryptedchat.client.terminal.Explanation;
import encryptedchat.client.terminal.Explanation.Line;
import encryptedchat.client.terminal.TextRules;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Steps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells the person each step as it happens, if that is wanted. From any thread.
 *
 * <p>While it is silent nothing is computed: the details of a step are asked for only when they are told.
 */
public final class Narrator implements Steps {
    private final Console console;
    private final String peer;
    private final Guide guide;
    private final Shown shown;
    private volatile boolean on;
    private final Map<String, Integer> explained = new HashMap<>();
    private int told;

    /**
     * It is silent at first.
     *
     * @param level the name of the level
     * @param peer the name of the other one
     */
    public Narrator(Console console, String level, String peer) {
        this.console = console;
        this.peer = peer;
        this.guide = Guide.of(level);
        this.shown = new Shown(guide);
    }

    boolean isOn() {
        return on;
    }

    /** From now on, each kind of step is explained at length when it is told for the first time. */
    synchronized void turn(boolean toOn) {
        explained.clear();
        on = toOn;
    }

    @Override
    public void done(String step, Supplier<List<Detail>> details) {
        if (on) {
            tell(step, details.get());
        }
    }

    /**
     * Something was refused.
     *
     * @param what the word for it in the level's file, such as {@code offer}
     * @param why its message is what the person is told in any case
     * @param details what came
     */
    public void refused(String what, RejectedException why, List<Detail> details) {
        if (on) {
            tell(what, why, details);
        }
    }

    private synchronized void tell(String step, List<Detail> details) {
        Step text = guide.step(step).orElse(new Step(step, step, "", "", "", ""));
        Integer before = explained.putIfAbsent(step, told + 1);
        if (before != null) {
            show(text.heading() + ", as in step " + before, false, List.of(), details, List.of());
            return;
        }
        show(
                text.heading(),
                false,
                List.of(words("Done", text.done())),
                details,
                List.of(
                        words("Standard", text.standard()),
                        words("Otherwise", text.otherwise()),
                        words("Weakness", text.lacks())));
    }

    private synchronized void tell(String what, RejectedException why, List<Detail> details) {
        Refusal text = guide.refusal(what, why.reason()).orElse(new Refusal(what, "", what, "", "", ""));
        show(
                "REFUSED: " + text.heading(),
                true,
                List.of(new Line("Reason", String.valueOf(why.getMessage())), words("Attack", text.attack())),
                details,
                List.of(words("Noticed", text.noticed()), words("Standard", text.standard())));
    }

    private void show(String heading, boolean refusal, List<Line> before, List<Detail> details, List<Line> behind) {
        Stream<Line> inAndOut =
                details.stream().map(detail -> new Line(detail.label(), detail.name() + ", " + shown.value(detail)));
        List<Line> lines = Stream.of(before.stream(), inAndOut, behind.stream())
                .flatMap(part -> part)
                .filter(line -> !line.text().isEmpty())
                .map(line -> new Line(line.label(), TextRules.printable(line.text())))
                .toList();
        if (!on) {
            // Turned off while this step was on its way here.
            return;
        }
        told++;
        console.showExplanation(new Explanation("Step " + told + ": " + withNames(heading), refusal, lines));
    }

    private Line words(String label, String text) {
        return new Line(label, withNames(text));
    }

    private String withNames(String text) {
        return text.replace("{peer}", peer);
    }
}
