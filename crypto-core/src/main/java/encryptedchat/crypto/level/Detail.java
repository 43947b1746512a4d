package encryptedchat.crypto.level;

import encryptedchat.crypto.primitive.SecretBytes;
import java.security.interfaces.RSAPublicKey;

/**
 * One thing that went into a step or came out of it.
 *
 * @param label {@code In} or {@code Out}
 * @param name what it is, in a few words
 * @param form how it is to be shown
 * @param value of the type that belongs to the form
 */
public record Detail(String label, String name, Form form, Object value) {
    /** How a value is to be shown. */
    public enum Form {
        /** A {@code String} as it is. */
        WORDS,
        /** {@code byte[]} that everybody may see. */
        BYTES,
        /** {@code byte[]} that are a text in UTF-8. */
        TEXT,
        /** {@code byte[]} that are canonical bytes, field by field; or a text, where they are none. */
        FIELDS,
        /** A {@code String} that is the Base64 of bytes. */
        BASE64,
        /** {@link SecretBytes}, of which no more than the beginning is shown. */
        SECRET,
        /** An {@link RSAPublicKey}. */
        KEY
    }

    private static final String IN = "In";
    private static final String OUT = "Out";

    public static Detail in(String name, byte[] bytes) {
        return new Detail(IN, name, Form.BYTES, bytes);
    }

    public static Detail in(String name, SecretBytes secret) {
        return new Detail(IN, name, Form.SECRET, secret);
    }

    public static Detail in(String name, RSAPublicKey key) {
        return new Detail(IN, name, Form.KEY, key);
    }

    public static Detail in(String name, String words) {
        return new Detail(IN, name, Form.WORDS, words);
    }

    /** @param form one that fits the value */
    public static Detail in(String name, Form form, Object value) {
        return new Detail(IN, name, form, value);
    }

    public static Detail out(String name, byte[] bytes) {
        return new Detail(OUT, name, Form.BYTES, bytes);
    }

    public static Detail out(String name, SecretBytes secret) {
        return new Detail(OUT, name, Form.SECRET, secret);
    }

    public static Detail out(String name, RSAPublicKey key) {
        return new Detail(OUT, name, Form.KEY, key);
    }

    public static Detail out(String name, String words) {
        return new Detail(OUT, name, Form.WORDS, words);
    }

    /** @param form one that fits the value */
    public static Detail out(String name, Form form, Object value) {
        return new Detail(OUT, name, form, value);
    }

    /** Without the value, which may be a text that somebody has sealed. */
    @Override
    public String toString() {
        return label + " " + name;
    }
}
