package encryptedchat.classroom.lab;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine.TypeConversionException;

/**
 * Bytes as a learner writes them on the command line: hex digits; or {@code text:}, {@code base64:} or {@code file:},
 * and then a text, its Base64 as it stands in JSON, or the path of a file.
 */
public final class ByteArgument {
    /** How help texts name such an argument. */
    static final String LABEL = "BYTES";

    static final ByteArgument NONE = new ByteArgument(new byte[0]);

    private static final String TEXT = "text:";
    private static final String BASE64 = "base64:";
    private static final String FILE = "file:";

    private final byte[] bytes;

    private ByteArgument(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads one, for picocli.
     *
     * @throws TypeConversionException with the rest of a sentence that says what is wrong
     */
    public static ByteArgument parse(String argument) {
        return new ByteArgument(read(argument));
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    private static byte[] read(String argument) {
        if (argument.startsWith(TEXT)) {
            return text(argument.substring(TEXT.length()));
        }
        if (argument.startsWith(BASE64)) {
            return base64(argument.substring(BASE64.length()));
        }
        if (argument.startsWith(FILE)) {
            return file(argument.substring(FILE.length()));
        }
        return hex(argument);
    }

    private static byte[] text(String text) {
        try {
            return Utf8.encode(text);
        } catch (IllegalArgumentException loneSurrogate) {
            throw new TypeConversionException("this is not Unicode text.");
        }
    }

    private static byte[] base64(String base64) {
        try {
            return Base64Text.decode("base64", base64);
        } catch (WireFormatException notBase64) {
            throw new TypeConversionException("this is not Base64 with all its = at the end (RFC 4648 section 4)."
                    + " Put it between quotation marks.");
        }
    }

    private static byte[] file(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException | InvalidPathException unreadable) {
            throw new TypeConversionException("the file " + path + " cannot be read.");
        }
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHex) {
            throw new TypeConversionException(
                    digits.matches("[0-9a-fA-F]+")
                            ? "these are " + digits.length() + " hex digits, and each byte needs two."
                            : "these are not hex digits. Write text: or base64: or file: before anything else.");
        }
    }
}
