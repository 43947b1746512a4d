package encryptedchat.client.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The words for every step and every refusal, from the file {@value #RESOURCE}, which has them for all levels. In a
 * text {@code {peer}} stands for the name of the other one.
 */
final class StepTexts {
    static final String RESOURCE = "steps.json";

    /** Stands for every level, and for every reason that has no words of its own. */
    private static final String ANY = "";

    /**
     * @param otherwise what could happen if this step were left out
     * @param lacks what this level does not have at this point, or nothing
     */
    record StepText(
            @JsonProperty(value = "step", required = true) StepKind step,
            @JsonProperty(value = "level", required = true) String level,

            @JsonProperty(value = "heading", required = true)
            String heading,

            @JsonProperty(value = "done", required = true) String done,

            @JsonProperty(value = "standard", required = true)
            String standard,

            @JsonProperty(value = "otherwise", required = true)
            String otherwise,

            @JsonProperty(value = "lacks", required = true) String lacks) {}

    /**
     * @param attack who may have done what
     * @param noticed by what it was found out
     */
    record RefusalText(
            @JsonProperty(value = "refused", required = true)
            Refused refused,

            @JsonProperty(value = "level", required = true) String level,
            @JsonProperty(value = "reason", required = true) String reason,

            @JsonProperty(value = "heading", required = true)
            String heading,

            @JsonProperty(value = "attack", required = true) String attack,

            @JsonProperty(value = "noticed", required = true)
            String noticed,

            @JsonProperty(value = "standard", required = true)
            String standard) {}

    private record File(
            @JsonProperty(value = "steps", required = true) List<StepText> steps,

            @JsonProperty(value = "refusals", required = true)
            List<RefusalText> refusals) {}

    private final String level;
    private final File file;

    private StepTexts(String level, File file) {
        this.level = level;
        this.file = file;
    }

    static StepTexts read(String level) {
        try (InputStream in = StepTexts.class.getResourceAsStream(RESOURCE)) {
            return new StepTexts(level, Json.read(Objects.requireNonNull(in).readAllBytes(), File.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** @throws IllegalArgumentException if this level has no such step */
    StepText of(StepKind step) {
        return first(file.steps(), text -> text.step() == step && isOurs(text.level()), step);
    }

    /** @throws IllegalArgumentException if this level refuses no such thing */
    RefusalText of(Refused refused, Reason reason) {
        List<RefusalText> candidates = file.refusals().stream()
                .filter(text -> text.refused() == refused && isOurs(text.level()))
                .toList();
        return candidates.stream()
                .filter(text -> text.reason().equals(reason.name()))
                .findFirst()
                .orElseGet(() -> first(candidates, text -> text.reason().equals(ANY), refused));
    }

    private boolean isOurs(String levelOfText) {
        return levelOfText.equals(level) || levelOfText.equals(ANY);
    }

    private <T> T first(List<T> texts, Predicate<T> wanted, Object what) {
        return texts.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("level " + level + " has no words for " + what));
    }
}
