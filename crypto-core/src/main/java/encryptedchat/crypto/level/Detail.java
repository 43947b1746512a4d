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

    /** Something that went in, in the form that belongs to its type. */
    public static Detail in(String name, Object value) {
        return in(name, formOf(value), value);
    }

    /** @param form one that fits the value */
    public static Detail in(String name, Form form, Object value) {
        return new Detail(IN, name, form, value);
    }

    /** Something that came out, in the form that belongs to its type. */
    public static Detail out(String name, Object value) {
        return out(name, formOf(value), value);
    }

    /** @param form one that fits the value */
    public static Detail out(String name, Form form, Object value) {
        return new Detail(OUT, name, form, value);
    }

    private static Form formOf(Object value) {
        if (value instanceof byte[]) {
            return Form.BYTES;
        }
        if (value instanceof SecretBytes) {
            return Form.SECRET;
        }
        if (value instanceof RSAPublicKey) {
            return Form.KEY;
        }
        if (value instanceof String) {
            return Form.WORDS;
        }
        throw new IllegalArgumentException("there is no form for a " + value.getClass());
    }

    /** Without the value, which may be a text that somebody has sealed. */
    @Override
    public String toString() {
        return label + " " + name;
    }
}
