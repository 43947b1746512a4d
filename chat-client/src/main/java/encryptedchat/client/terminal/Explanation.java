package encryptedchat.client.terminal;

import java.util.List;

/**
 * One step, in words.
 *
 * @param heading on one line; it says too if something was refused, so that no colour is needed to see it
 * @param refusal whether something was refused
 */
public record Explanation(String heading, boolean refusal, List<Line> lines) {
    /** @param label one word: what the text is about */
    public record Line(String label, String text) {}
}
