package encryptedchat.classroom;

import java.util.ArrayList;
import java.util.List;

/** For a narrow terminal, a pipe or a screen reader: one after the other, and in front of each line whose it is. */
record OneBelowTheOther(int width, Ink ink) implements Layout {
    private static final int INDENT = 4;
    private static final int WHO_WIDTH = 12;
    private static final int LABEL_WIDTH = INDENT + WHO_WIDTH;
    private static final String WIRE = "on the wire";

    @Override
    public int wireWidth() {
        return width - LABEL_WIDTH;
    }

    @Override
    public List<String> header() {
        return List.of();
    }

    @Override
    public List<String> happening(Place place, String verb, String what) {
        return labelled(place, place.label() + " " + verb, Columns.wrapped(what, wireWidth()));
    }

    @Override
    public List<String> request(Place client, String route, List<String> fields) {
        return crossing("-> " + route, fields);
    }

    @Override
    public List<String> answer(Place client, String route, List<String> fields) {
        return crossing("<- " + route, fields);
    }

    private List<String> crossing(String route, List<String> fields) {
        List<String> lines = new ArrayList<>(Columns.wrapped(route, wireWidth()));
        lines.addAll(fields);
        return labelled(Place.RELAY, WIRE, lines);
    }

    private List<String> labelled(Place place, String who, List<String> lines) {
        List<String> labelled = new ArrayList<>();
        String label = " ".repeat(INDENT) + ink.of(place, who) + " ".repeat(Math.max(1, WHO_WIDTH - who.length()));
        for (String line : lines) {
            labelled.add((label + line).stripTrailing());
            label = " ".repeat(LABEL_WIDTH);
        }
        return labelled;
    }
}
