package encryptedchat.client.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.MessageHeader;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** How bytes look in an explanation: always with their length, short ones whole, long ones by their two ends. */
public final class Shown {
    /** Of a secret: enough to see that both sides have the same one, and too few to use. */
    static final int SECRET_BYTES_SHOWN = 4;

    private static final int MOST_BYTES_SHOWN = 16;
    private static final int FIRST_BYTES = 8;
    private static final int LAST_BYTES = 4;

    private static final int MOST_CHARACTERS_SHOWN = 40;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Shown() {}

    public static String bytes(byte[] bytes) {
        return length(bytes.length) + ": " + hex(bytes);
    }

    public static String secret(SecretBytes secret) {
        byte[] first = Arrays.copyOf(secret.exposeBytes(), SECRET_BYTES_SHOWN);
        return length(secret.length()) + ", secret: " + HEX.formatHex(first) + " …";
    }

    /** @param utf8 a text, of which the beginning is shown */
    static String text(byte[] utf8) {
        return length(utf8.length) + ": \"" + beginning(new String(utf8, UTF_8)) + "\"";
    }

    /** @param utf8 a text, of which the beginning is shown, and its bytes too */
    static String textAndBytes(byte[] utf8) {
        return text(utf8) + " = " + hex(utf8);
    }

    /** @return the beginning of the JSON text of a value */
    static String json(Object value) {
        byte[] json = Json.write(value);
        return length(json.length) + ": " + beginning(new String(json, UTF_8));
    }

    /** @return modulus and exponent */
    public static String key(RSAPublicKey key) {
        byte[] signed = key.getModulus().toByteArray();
        int length = RsaPublicKeyPem.MODULUS_BITS / Byte.SIZE;
        byte[] modulus = Arrays.copyOfRange(signed, signed.length - length, signed.length);
        return "n of " + bytes(modulus) + ", e = " + key.getPublicExponent();
    }

    /** @param encoded bytes in Base64; from a relay that lies it can be any text */
    public static String base64(String encoded) {
        String characters = encoded.length() + " characters: " + beginning(encoded);
        try {
            return length(Base64Text.decode("encoded", encoded).length) + " as " + characters;
        } catch (WireFormatException notBase64) {
            return "no Base64, " + characters;
        }
    }

    /** @return the fields of a message header, or the text that associated data is at level classic */
    static String associatedData(byte[] bytes) {
        try {
            MessageHeader header = MessageHeader.of(bytes);
            return length(bytes.length) + ": session "
                    + header.sessionId().hex() + ", from "
                    + header.sender() + " for " + header.recipient() + ", number " + header.sequence() + ", time "
                    + time(header.time());
        } catch (WireFormatException notAHeader) {
            return text(bytes);
        }
    }

    /** @param unixSeconds as they cross the wire */
    static String time(long unixSeconds) {
        return unixSeconds + " (" + Instant.ofEpochSecond(unixSeconds) + ")";
    }

    /** @return the fields of a label that is canonical bytes, or the text that it is at level classic */
    static String label(byte[] info) {
        try {
            CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The label", info);
            String names = String.join(", ", fields.text(), fields.text(), fields.text(), fields.text());
            fields.end();
            return length(info.length) + ": " + names;
        } catch (WireFormatException notFields) {
            return text(info);
        }
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
