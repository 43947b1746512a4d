package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes to search for in the forms in which they could give themselves away: as they are, in hexadecimal, and in Base64
 * wherever they begin within the encoded bytes.
 */
public final class Needle {
    private final String name;
    private final List<String> forms = new ArrayList<>();

    public Needle(String name, byte[] bytes) {
        this.name = name;
        forms.add(new String(bytes, ISO_8859_1));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int bytesBefore = 0; bytesBefore < 3; bytesBefore++) {
            forms.add(base64Behind(bytesBefore, bytes));
        }
    }

    public boolean isIn(String hay) {
        return forms.stream().anyMatch(hay::contains);
    }

    List<String> forms() {
        return forms;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Only the characters that these bytes alone decide: neighbours share the first and the last one. */
    private static String base64Behind(int bytesBefore, byte[] bytes) {
        byte[] shifted = new byte[bytesBefore + bytes.length];
        System.arraycopy(bytes, 0, shifted, bytesBefore, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int firstWhole = (bytesBefore * Byte.SIZE + 5) / 6;
        int endOfWhole = shifted.length * Byte.SIZE / 6;
        return encoded.substring(firstWhole, endOfWhole);
    }
}
