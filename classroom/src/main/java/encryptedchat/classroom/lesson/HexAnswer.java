package encryptedchat.classroom.lesson;

import encryptedchat.wire.Base64Text;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges an answer that is bytes in hex. How the digits are written, in upper case or in groups, makes no difference.
 */
final class HexAnswer {
    private final String typed;
    private final Optional<byte[]> bytes;

    HexAnswer(String typed) {
        this.typed = typed;
        this.bytes = read(typed.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("[\\s:]", ""));
    }

    private static Optional<byte[]> read(String digits) {
        try {
            return Optional.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    boolean is(byte[] expected) {
        return bytes.isPresent() && Arrays.equals(bytes.get(), expected);
    }

    /** @return a hint if the right bytes have the wrong form, or the answer cannot be right because of its form */
    Optional<String> wrongForm(byte[] expected) {
        if (typed.equals(Base64Text.encode(expected))) {
            return Optional.of("These are the right bytes, but in Base64. Answer in hex.");
        }
        if (bytes.isEmpty()) {
            return Optional.of("This is not hex: two digits for each byte, of 0 to 9 and a to f.");
        }
        if (bytes.get().length != expected.length) {
            return Optional.of("These are " + bytes.get().length + " bytes. The answer has " + expected.length
                    + ", which are " + 2 * expected.length + " hex digits.");
        }
        return Optional.empty();
    }
}
