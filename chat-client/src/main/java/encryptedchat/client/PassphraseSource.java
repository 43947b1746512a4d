package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the passphrase of a home comes from: a file, the keyboard, or, where it turns out to be needed, the keyboard.
 */
public final class PassphraseSource {
    private static final int MAX_BYTES = 1024;

    private final boolean wanted;
    private final Reader forNewHome;
    private final Reader forProtectedHome;
    private final Optional<String> warning;

    private PassphraseSource(boolean wanted, Reader forNewHome, Reader forProtectedHome, Optional<String> warning) {
        this.wanted = wanted;
        this.forNewHome = forNewHome;
        this.forProtectedHome = forProtectedHome;
        this.warning = warning;
    }

    /** Reads a line that does not appear on the screen. */
    @FunctionalInterface
    public interface HiddenInput {
        /** @throws IOException if there is nobody to ask, with a message that says what to do instead */
        char[] read(String prompt) throws IOException;
    }

    private interface Reader {
        SecretBytes read() throws IOException;
    }

    /** {@code --passphrase-file}: the first line of a file, in UTF-8. */
    public static PassphraseSource ofFile(Path file) {
        Reader reader = () -> firstLine(file);
        return new PassphraseSource(true, reader, reader, warningAbout(file));
    }

    /** {@code --passphrase}: asked for, twice for a new home. */
    public static PassphraseSource asked(HiddenInput keyboard) {
        return new PassphraseSource(true, () -> askTwice(keyboard), () -> ask(keyboard), Optional.empty());
    }

    /** Neither of the two: a new home has none, and that of a protected one is asked for. */
    public static PassphraseSource ifNeeded(HiddenInput keyboard) {
        return new PassphraseSource(false, () -> askTwice(keyboard), () -> ask(keyboard), Optional.empty());
    }

    /** @return whether the person wants a passphrase, so that going on without one would be wrong */
    boolean isWanted() {
        return wanted;
    }

    /** @throws IOException if there is none, with a message that says what to do */
    SecretBytes forNewHome() throws IOException {
        return forNewHome.read();
    }

    /** @throws IOException if there is none, with a message that says what to do */
    SecretBytes forProtectedHome() throws IOException {
        return forProtectedHome.read();
    }

    /** @return what the person should know about the file, as one line; or nothing */
    public Optional<String> warning() {
        return warning;
    }

    private static SecretBytes firstLine(Path file) throws IOException {
        byte[] beginning = beginning(file);
        int end = 0;
        while (end < beginning.length && beginning[end] != '\n') {
            end++;
        }
        if (end > MAX_BYTES) {
            throw new IOException(
                    "The first line of " + file + " is longer than " + MAX_BYTES + " bytes; a passphrase is shorter.");
        }
        boolean carriageReturn = end > 0 && end < beginning.length && beginning[end - 1] == '\r';
        byte[] line = Arrays.copyOf(beginning, carriageReturn ? end - 1 : end);
        try {
            Utf8.decode("The passphrase", line);
        } catch (WireFormatException notUtf8) {
            throw new IOException("The first line of " + file + " is not UTF-8 text.");
        }
        return notEmpty(line, "The first line of " + file + " is empty; it must be the passphrase.");
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MAX_BYTES + 2);
        } catch (IOException unreadable) {
            throw new IOException(
                    "The passphrase file " + file + " cannot be read: " + FileTrouble.describe(unreadable) + ".",
                    unreadable);
        }
    }

    private static SecretBytes askTwice(HiddenInput keyboard) throws IOException {
        SecretBytes first = ask(keyboard, "A passphrase for the new home: ");
        if (!first.equals(ask(keyboard, "Once more: "))) {
            throw new IOException("The two passphrases differ. Nothing was made; start again.");
        }
        return first;
    }

    private static SecretBytes ask(HiddenInput keyboard) throws IOException {
        return ask(keyboard, "Passphrase: ");
    }

    private static SecretBytes ask(HiddenInput keyboard, String prompt) throws IOException {
        char[] typed = keyboard.read(prompt);
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(typed));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return notEmpty(bytes, "The passphrase is empty; start again and type one.");
        } catch (CharacterCodingException halfOfACharacter) {
            throw new IOException("The passphrase is not Unicode text.");
        }
    }

    private static SecretBytes notEmpty(byte[] passphrase, String otherwise) throws IOException {
        if (passphrase.length == 0) {
            throw new IOException(otherwise);
        }
        return SecretBytes.copyOf(passphrase);
    }

    private static Optional<String> warningAbout(Path file) {
        try {
            return Files.isRegularFile(file) && FileTrouble.isOpenToOthers(file)
                    ? Optional.of("Others on this computer can get at the passphrase file " + file + ". 'chmod go= "
                            + file + "' keeps them out.")
                    : Optional.empty();
        } catch (IOException toBeSaidWhenItIsRead) {
            return Optional.empty();
        }
    }
}
