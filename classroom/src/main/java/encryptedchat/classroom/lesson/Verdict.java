package encryptedchat.classroom.lesson;

/**
 * What the judge says about an answer.
 *
 * @param remark what the answer shows, or a hint that fits the mistake: whole sentences
 */
record Verdict(boolean right, String remark) {
    static Verdict right(String remark) {
        return new Verdict(true, remark);
    }

    static Verdict wrong(String hint) {
        return new Verdict(false, hint);
    }
}
