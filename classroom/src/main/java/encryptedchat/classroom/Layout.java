package encryptedchat.classroom;

import java.util.List;

/** How what happens at the three places is put into lines. */
interface Layout {
    /** From this width on the three places stand side by side. */
    int WIDE = 120;

    static Layout of(int width, Ink ink) {
        return width < WIDE ? new OneBelowTheOther(width, ink) : new SideBySide(width, ink);
    }

    /** @return how many columns a line has */
    int width();

    /** @return how many of them are for what crosses the wire */
    int wireWidth();

    /** @return what stands between the sentences of a step and what happens in it */
    List<String> header();

    /** @return what somebody at this place does or sees */
    List<String> happening(Place place, String verb, String what);

    /**
     * What crosses the wire.
     *
     * @param client on whose way to the relay
     * @param fields lines of at most {@link #wireWidth} columns
     */
    List<String> request(Place client, String route, List<String> fields);

    /** The answer to a request, otherwise the same. */
    List<String> answer(Place client, String route, List<String> fields);
}
