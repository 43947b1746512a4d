package encryptedchat.client.explain;

import java.util.List;

/**
 * One step, in words.
 *
 * @param heading on one line; it says too if something was refused, so that no colour is needed to see it
 * @param refusal whether something was refused
 */
public record Explanation(String heading, boolean refusal, List<Detail> details) {}
