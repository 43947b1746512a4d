package encryptedchat.classroom.lesson;

/**
 * The steps in which a channel is set up at level authenticated. None can come before the one that stands before it.
 */
enum ChannelStep {
    REGISTER("Bob registers his name and his identity key at the relay.", ""),
    PUBLISH(
            "Bob publishes his RSA exchange key, with his signature.",
            "the relay takes an exchange key only for a name that it knows"),
    FETCH("Alice fetches the exchange key and checks the signature on it.", "nobody can fetch what is not published"),
    OFFER(
            "Alice encrypts a master secret with the exchange key and signs her offer.",
            "she encrypts with no key that she has not checked"),
    CHECK("Bob checks the signature on the offer.", "there has to be an offer first"),
    DECRYPT("Bob decrypts the master secret with his private key.", "he decrypts nothing that is not signed by Alice"),
    DERIVE(
            "Bob derives the session keys and opens Alice's first message.",
            "the keys are derived from the master secret");

    private final String sentence;
    private final String needs;

    ChannelStep(String sentence, String needs) {
        this.sentence = sentence;
        this.needs = needs;
    }

    /** @return what happens */
    String sentence() {
        return sentence;
    }

    /** @return why it cannot come before the step that stands before it; nothing for the first one */
    String needs() {
        return needs;
    }
}
