package encryptedchat.classroom;

import encryptedchat.client.terminal.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * For a wide terminal: Alice on the left, Bob on the right, and between them the relay and the wire. Time goes down.
 */
record SideBySide(int width, Ink ink) implements Layout {
    private static final String BETWEEN = " │ ";
    private static final String BETWEEN_TITLES = "─┬─";
    private static final String RULE = "─";

    /** Alice's and Bob's: three groups of digits of a safety number fit, and no more than a sentence wants. */
    private static final int NARROWEST_SIDE = 21;

    private static final int WIDEST_SIDE = 40;

    /** The longest name of a field, a piece of its value, and what it means. */
    private static final int WIRE_WANTS = 70;

    @Override
    public int wireWidth() {
        return width - 2 * (sideWidth() + BETWEEN.length());
    }

    private int sideWidth() {
        int room = (width - WIRE_WANTS) / 2 - BETWEEN.length();
        return Math.max(NARROWEST_SIDE, Math.min(WIDEST_SIDE, room));
    }

    private int widthOf(Place place) {
        return place == Place.RELAY ? wireWidth() : sideWidth();
    }

    @Override
    public List<String> header() {
        return List.of(
                "", Arrays.stream(Place.values()).map(this::titleOf).collect(Collectors.joining(BETWEEN_TITLES)));
    }

    private String titleOf(Place place) {
        return ink.of(place, place.title())
                + " "
                + RULE.repeat(widthOf(place) - place.title().length() - 1);
    }

    @Override
    public List<String> happening(Place place, String verb, String what) {
        List<String> cell =
                new ArrayList<>(List.of(ink.of(place, (place == Place.RELAY ? "the relay " : "") + verb + ":")));
        cell.addAll(Columns.wrapped(what, widthOf(place)));
        return rows(Map.of(place, cell));
    }

    @Override
    public List<String> request(Place client, String route, List<String> fields) {
        return crossing(client, client == Place.ALICE ? rightwards() : leftwards(), route, fields);
    }

    @Override
    public List<String> answer(Place client, String route, List<String> fields) {
        return crossing(client, client == Place.ALICE ? leftwards() : rightwards(), "answer to " + route, fields);
    }

    private String rightwards() {
        return "-".repeat(sideWidth() - 1) + ">";
    }

    private String leftwards() {
        return "<" + "-".repeat(sideWidth() - 1);
    }

    private List<String> crossing(Place client, String arrow, String route, List<String> fields) {
        List<String> wire = new ArrayList<>(
                Columns.wrapped(route, wireWidth()).stream().map(ink::strong).toList());
        wire.addAll(fields);
        return rows(new EnumMap<>(Map.of(client, List.of(ink.of(client, arrow)), Place.RELAY, wire)));
    }

    private List<String> rows(Map<Place, List<String>> cells) {
        int height = cells.values().stream().mapToInt(List::size).max().orElse(0);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            int line = row;
            rows.add(Arrays.stream(Place.values())
                    .map(place -> cell(cells.getOrDefault(place, List.of()), line, widthOf(place)))
                    .collect(Collectors.joining(BETWEEN))
                    .stripTrailing());
        }
        return rows;
    }

    private static String cell(List<String> lines, int row, int width) {
        String line = row < lines.size() ? lines.get(row) : "";
        return line + " ".repeat(Math.max(0, width - TextWidth.of(line)));
    }
}
