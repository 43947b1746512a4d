package encryptedchat.client.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.explain.Guide.Form;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** How a detail looks: bytes always with their length, short ones whole, long ones by their two ends. */
final class Shown {
    /** Of a secret: enough to see that both sides have the same one, and too few to use. */
    static final int SECRET_BYTES_SHOWN = 4;

    private static final int MOST_BYTES_SHOWN = 16;
    private static final int FIRST_BYTES = 8;
    private static final int LAST_BYTES = 4;

    private static final int MOST_CHARACTERS_SHOWN = 80;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Guide guide;

    /** @param guide knows the fields of canonical bytes */
    Shown(Guide guide) {
        this.guide = guide;
    }

    String value(Detail detail) {
        return switch (detail.form()) {
            case WORDS -> (String) detail.value();
            case BYTES -> bytes((byte[]) detail.value());
            case TEXT -> textAndBytes((byte[]) detail.value());
            case FIELDS -> fields((byte[]) detail.value());
            case BASE64 -> base64((String) detail.value());
            case SECRET -> secret((SecretBytes) detail.value());
            case KEY -> key((RSAPublicKey) detail.value());
        };
    }

    private static String bytes(byte[] bytes) {
        return length(bytes.length) + ": " + hex(bytes);
    }

    private static String textAndBytes(byte[] utf8) {
        return length(utf8.length) + ": \"" + beginning(new String(utf8, UTF_8)) + "\" = " + hex(utf8);
    }

    private String fields(byte[] bytes) {
        List<CanonicalField> fields = guide.readOut(bytes);
        String shown = fields.isEmpty()
                ? beginning(new String(bytes, UTF_8))
                : fields.stream().map(Shown::field).collect(Collectors.joining(", "));
        return length(bytes.length) + ": " + shown;
    }

    private static String field(CanonicalField field) {
        String value = field.words().isEmpty() ? hex(field.bytes()) : field.words();
        return field.name().replace('_', ' ') + " " + (field.form() == Form.TIME ? time(value) : value);
    }

    /** @param seconds as somebody else may have chosen them */
    private static String time(String seconds) {
        try {
            return seconds + " (" + Instant.ofEpochSecond(UnixTime.check("time", Long.parseLong(seconds))) + ")";
        } catch (NumberFormatException | WireFormatException noTime) {
            return seconds;
        }
    }

    /** @param encoded bytes in Base64; from a relay that lies it can be any text */
    private static String base64(String encoded) {
        String characters = encoded.length() + " characters: " + beginning(encoded);
        try {
            return length(Base64Text.decode("encoded", encoded).length) + " as " + characters;
        } catch (WireFormatException notBase64) {
            return "no Base64, " + characters;
        }
    }

    private static String secret(SecretBytes secret) {
        byte[] first = Arrays.copyOf(secret.exposeBytes(), SECRET_BYTES_SHOWN);
        return length(secret.length()) + ", secret: " + HEX.formatHex(first) + " …";
    }

    /** @return modulus and exponent */
    private static String key(RSAPublicKey key) {
        byte[] signed = key.getModulus().toByteArray();
        int length = RsaPublicKeyPem.MODULUS_BITS / Byte.SIZE;
        byte[] modulus = Arrays.copyOfRange(signed, signed.length - length, signed.length);
        return "n of " + bytes(modulus) + ", e = " + key.getPublicExponent();
    }

    private static String hex(byte[] bytes) {
        return bytes.length <= MOST_BYTES_SHOWN
                ? HEX.formatHex(bytes)
                : HEX.formatHex(bytes, 0, FIRST_BYTES) + " … "
                        + HEX.formatHex(bytes, bytes.length - LAST_BYTES, bytes.length);
    }

    private static String length(int bytes) {
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }

    private static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS_SHOWN)) + "…";
    }
}
