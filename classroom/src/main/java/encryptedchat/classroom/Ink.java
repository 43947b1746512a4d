package encryptedchat.classroom;

import java.util.Map;

/**
 * Colours that can be read on a light and on a dark ground. They only repeat what the words say.
 *
 * @param inColour whether there are any
 */
record Ink(boolean inColour) {
    private static final String BOLD = "1";
    private static final Map<Place, String> COLOURS = Map.of(Place.ALICE, "1;35", Place.RELAY, BOLD, Place.BOB, "1;32");

    String strong(String text) {
        return coloured(BOLD, text);
    }

    String of(Place place, String text) {
        return coloured(COLOURS.getOrDefault(place, BOLD), text);
    }

    private String coloured(String code, String text) {
        return inColour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
