package encryptedchat.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Several fields as one sequence of bytes that can be read in one way only: each field is its length in 4 bytes, most
 * significant first, and then its bytes. This, and never JSON, is what gets signed, hashed and authenticated.
 *
 * <p>Without the lengths, "ab" and "c" would sign the same bytes as "a" and "bc". The first field is always a label
 * that says what the bytes are for, so that a signature made for one purpose is worth nothing for another.
 *
 * <p>A text is its UTF-8 bytes, and a number is 8 bytes, most significant first.
 */
public final class CanonicalBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private CanonicalBytes() {}

    /** @param label what the bytes are for */
    public static CanonicalBytes of(String label) {
        return new CanonicalBytes().add(label);
    }

    public CanonicalBytes add(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    public CanonicalBytes add(String field) {
        return add(Utf8.encode(field));
    }

    public CanonicalBytes add(long field) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** Takes such a sequence apart again, field by field. */
    public static final class Reader {
        private final String what;
        private final ByteBuffer rest;

        /** @param what names the bytes in the error message, such as "The associated data" */
        public Reader(String what, byte[] bytes) {
            this.what = what;
            this.rest = ByteBuffer.wrap(bytes);
        }

        /** @throws WireFormatException if no complete field follows */
        public byte[] bytes() throws WireFormatException {
            if (rest.remaining() < Integer.BYTES) {
                throw malformed();
            }
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw malformed();
            }
            byte[] field = new byte[length];
            rest.get(field);
            return field;
        }

        /** @throws WireFormatException if no field of this length, in bytes, follows */
        public byte[] bytes(int length) throws WireFormatException {
            byte[] field = bytes();
            if (field.length != length) {
                throw malformed();
            }
            return field;
        }

        /** @throws WireFormatException if no field of UTF-8 text follows */
        public String text() throws WireFormatException {
            return Utf8.decode(what, bytes());
        }

        /** @throws WireFormatException if no field of 8 bytes follows, or its number is negative */
        public long number() throws WireFormatException {
            long number = ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
            if (number < 0) {
                throw malformed();
            }
            return number;
        }

        /** @throws WireFormatException if the next field is another text than this */
        public void expect(String text) throws WireFormatException {
            if (!text().equals(text)) {
                throw malformed();
            }
        }

        /** @throws WireFormatException if there is a byte that was not read */
        public void end() throws WireFormatException {
            if (rest.hasRemaining()) {
                throw malformed();
            }
        }

        private WireFormatException malformed() {
            return new WireFormatException(what + " does not hold the length-prefixed fields that belong there.");
        }
    }
}
