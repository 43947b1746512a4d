package encryptedchat.classroom;

import java.util.Locale;

/** Where something of the conversation happens, from left to right. */
enum Place {
    ALICE("Alice"),
    RELAY("The relay, and what crosses the wire"),
    BOB("Bob");

    private final String title;

    Place(String title) {
        this.title = title;
    }

    /** @param name {@code alice} or {@code bob} */
    static Place of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What stands above its column. */
    String title() {
        return title;
    }

    /** How it is called in front of a line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
