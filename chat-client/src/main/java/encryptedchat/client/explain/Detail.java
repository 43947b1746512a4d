package encryptedchat.client.explain;

/**
 * One thing to say about a step.
 *
 * @param label one word: what the text is about
 */
public record Detail(String label, String text) {
    /** What went into the step. */
    public static Detail in(String name, String shown) {
        return new Detail("In", name + ", " + shown);
    }

    /** What came out of it. */
    public static Detail out(String name, String shown) {
        return new Detail("Out", name + ", " + shown);
    }
}
