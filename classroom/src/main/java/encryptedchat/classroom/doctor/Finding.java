package encryptedchat.classroom.doctor;

import java.util.Locale;

/**
 * What one check has found.
 *
 * @param mend how to mend it, or empty if nothing has to be
 */
record Finding(Mark mark, String says, String mend) {
    /** How much it matters: there is nothing to do, it is worth knowing, or the demo cannot run. */
    enum Mark {
        OK("32"),
        LOOK("33"),
        WRONG("31");

        private final String colour;

        Mark(String colour) {
            this.colour = colour;
        }

        /** @return the word, which says it without the colour too */
        String shown(boolean inColour) {
            String word = name().toLowerCase(Locale.ROOT);
            return inColour ? "\u001b[" + colour + "m" + word + "\u001b[0m" : word;
        }
    }

    static Finding ok(String says) {
        return new Finding(Mark.OK, says, "");
    }

    static Finding look(String says, String mend) {
        return new Finding(Mark.LOOK, says, mend);
    }

    static Finding wrong(String says, String mend) {
        return new Finding(Mark.WRONG, says, mend);
    }
}
