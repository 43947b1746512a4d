package encryptedchat.classroom.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * Bytes as a learner writes them on the command line: hex digits; or {@code text:}, {@code base64:}, {@code file:} or
 * {@code json:}, and then a text, Base64, the path of a file, or the path of a JSON file and the name of a field in it
 * that holds Base64.
 */
public final class ByteArgument {
    /** How help texts name such an argument. */
    static final String LABEL = "BYTES";

    static final ByteArgument NONE = new ByteArgument(new byte[0]);

    private static final String TEXT = "text:";
    private static final String BASE64 = "base64:";
    private static final String FILE = "file:";
    private static final String JSON = "json:";

    private static final ObjectMapper READER = new ObjectMapper();

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
        if (argument.startsWith(JSON)) {
            return json(argument.substring(JSON.length()));
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

    /** The last colon separates file and field: a path on Windows begins with one. */
    private static byte[] json(String fileAndField) {
        int colon = fileAndField.lastIndexOf(':');
        if (colon < 0) {
            throw new TypeConversionException(
                    "this names no field. Write json:FILE:FIELD, such as json:mail.json:tag.");
        }
        String field = fileAndField.substring(colon + 1);
        return base64(firstText(file(fileAndField.substring(0, colon)), field));
    }

    private static String firstText(byte[] json, String field) {
        try {
            JsonNode value = READER.readTree(json).findValue(field);
            if (value != null && value.isTextual()) {
                return value.textValue();
            }
        } catch (IOException notJson) {
            // Said below, in the same words as for JSON without this field.
        }
        throw new TypeConversionException("the file is not JSON with a field '" + field + "' that holds Base64.");
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
