package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many needles, searched for in one pass: at every place the next eight characters are looked up among the beginnings
 * of all forms of all needles.
 */
public final class Needles {
    private static final int BEGINNING = 8;
    private static final int FILTER_BITS = 1 << 20;

    private final Map<String, List<Form>> byBeginning = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER_BITS);

    private record Form(Needle needle, String text) {}

    /** @param needles of at least nine bytes each */
    public Needles(List<Needle> needles) {
        for (Needle needle : needles) {
            for (String form : needle.forms()) {
                byBeginning
                        .computeIfAbsent(form.substring(0, BEGINNING), any -> new ArrayList<>())
                        .add(new Form(needle, form));
                filter.set(hash(form, 0));
            }
        }
    }

    /** @return those that are in it */
    public Set<Needle> in(byte[] bytes) {
        return in(new String(bytes, ISO_8859_1));
    }

    /**
     * @param hay each byte as one character
     * @return those that are in it
     */
    public Set<Needle> in(String hay) {
        Set<Needle> found = new HashSet<>();
        for (int place = 0; place + BEGINNING <= hay.length(); place++) {
            if (filter.get(hash(hay, place))) {
                for (Form form : byBeginning.getOrDefault(hay.substring(place, place + BEGINNING), List.of())) {
                    if (hay.startsWith(form.text, place)) {
                        found.add(form.needle);
                    }
                }
            }
        }
        return found;
    }

    private static int hash(String text, int place) {
        int hash = 0;
        for (int index = place; index < place + BEGINNING; index++) {
            hash = hash * 31 + text.charAt(index);
        }
        return (hash * 0x9E3779B9) >>> 12;
    }
}
