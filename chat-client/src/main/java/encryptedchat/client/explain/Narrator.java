package encryptedchat.client.explain;

import encryptedchat.client.Console;
import encryptedchat.client.TextRules;
import encryptedchat.client.explain.StepTexts.RefusalText;
import encryptedchat.client.explain.StepTexts.StepText;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Steps;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person each step as it happens, if that is wanted. From any thread.
 *
 * <p>While it is silent nothing is computed: the details of a step are asked for only when they are told.
 */
public final class Narrator implements StepListener {
    private final Console console;
    private final String level;
    private final String peer;
    private final Steps steps = new LevelSteps(this);
    private volatile boolean on;
    private @Nullable StepTexts texts;
    private final Map<StepKind, Integer> explained = new EnumMap<>(StepKind.class);
    private int told;

    /** It is silent at first. */
    public Narrator(Console console, String level, String peer) {
        this.console = console;
        this.level = level;
        this.peer = peer;
    }

    public boolean isOn() {
        return on;
    }

    /** From now on, each kind of step is explained at length when it is told for the first time. */
    public synchronized void turn(boolean toOn) {
        explained.clear();
        on = toOn;
    }

    /** What the levels tell their steps to. */
    public Steps steps() {
        return steps;
    }

    @Override
    public void done(StepKind step, Supplier<List<Detail>> details) {
        if (on) {
            tell(step, details.get());
        }
    }

    /**
     * Something was refused.
     *
     * @param why as the person is told it in any case
     */
    public void refused(Refused refused, Reason reason, @Nullable String why, Supplier<List<Detail>> details) {
        if (on) {
            tell(refused, reason, String.valueOf(why), details.get());
        }
    }

    private synchronized void tell(StepKind step, List<Detail> details) {
        StepText text = texts().of(step);
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

    private synchronized void tell(Refused refused, Reason reason, String why, List<Detail> details) {
        RefusalText text = texts().of(refused, reason);
        show(
                "REFUSED: " + text.heading(),
                true,
                List.of(new Detail("Reason", why), words("Attack", text.attack())),
                details,
                List.of(words("Noticed", text.noticed()), words("Standard", text.standard())));
    }

    private void show(String heading, boolean refusal, List<Detail> before, List<Detail> details, List<Detail> behind) {
        List<Detail> all = Stream.of(before, details, behind)
                .flatMap(List::stream)
                .filter(detail -> !detail.text().isEmpty())
                .map(detail -> new Detail(detail.label(), TextRules.printable(detail.text())))
                .toList();
        if (!on) {
            // Turned off while this step was on its way here.
            return;
        }
        told++;
        console.showExplanation(new Explanation("Step " + told + ": " + withNames(heading), refusal, all));
    }

    private Detail words(String label, String text) {
        return new Detail(label, withNames(text));
    }

    private String withNames(String text) {
        return text.replace("{peer}", peer);
    }

    private StepTexts texts() {
        StepTexts read = texts;
        if (read == null) {
            read = StepTexts.read(level);
            texts = read;
        }
        return read;
    }
}
