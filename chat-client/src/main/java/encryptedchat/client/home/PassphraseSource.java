package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.HiddenInput;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the passphrase of a home comes from: a file, or the keyboard. */
public final class PassphraseSource {
    private static final int MAX_BYTES = 1024;

    private final @Nullable Path file;
    private final HiddenInput keyboard;
    private final boolean wanted;

    private PassphraseSource(@Nullable Path file, HiddenInput keyboard, boolean wanted) {
        this.file = file;
        this.keyboard = keyboard;
        this.wanted = wanted;
    }

    /** {@code --passphrase-file}: the first line of a file, in UTF-8. */
    public static PassphraseSource ofFile(Path file) {
        return new PassphraseSource(file, prompt -> new char[0], true);
    }

    /** @param wanted {@code --passphrase}; without it a new home has none, and that of a protected one is asked for */
    public static PassphraseSource ofKeyboard(HiddenInput keyboard, boolean wanted) {
        return new PassphraseSource(null, keyboard, wanted);
    }

    /** @return whether the person wants a passphrase, so that going on without one would be wrong */
    boolean isWanted() {
        return wanted;
    }

    /** @throws ChatException if there is none, with a message that says what to do */
    SecretBytes forNewHome() throws IOException, ChatException {
        if (file != null) {
            return firstLine(file);
        }
        SecretBytes first = ask("A passphrase for the new home: ");
        if (!first.equals(ask("Once more: "))) {
            throw new ChatException("The two passphrases differ. Nothing was made; start again.");
        }
        return first;
    }

    /** @throws ChatException if there is none, with a message that says what to do */
    SecretBytes forProtectedHome() throws IOException, ChatException {
        return file == null ? ask("Passphrase: ") : firstLine(file);
    }

    /** @return what the person should know about the file, as one line; or nothing */
    public Optional<String> warning() {
        return file != null && Files.isRegularFile(file)
                ? Home.warningIfOpen(file, "read the passphrase file " + file)
                : Optional.empty();
    }

    private static SecretBytes firstLine(Path file) throws IOException, ChatException {
        // In ISO 8859-1 each byte is a character, so that nothing is lost where the beginning ends within one.
        String line = new String(beginning(file), ISO_8859_1).split("\r?\n", 2)[0];
        if (line.length() > MAX_BYTES) {
            throw new ChatException(
                    "The first line of " + file + " is longer than " + MAX_BYTES + " bytes; a passphrase is shorter.");
        }
        byte[] bytes = line.getBytes(ISO_8859_1);
        try {
            Utf8.decode("The passphrase", bytes);
        } catch (WireFormatException notUtf8) {
            throw new ChatException("The first line of " + file + " is not UTF-8 text.");
        }
        return notEmpty(bytes, "The first line of " + file + " is empty; it must be the passphrase.");
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MAX_BYTES + 2);
        } catch (IOException unreadable) {
            throw new FileTrouble("The passphrase file " + file + " cannot be read", unreadable, "");
        }
    }

    private SecretBytes ask(String prompt) throws ChatException {
        try {
            byte[] typed = Utf8.encode(CharBuffer.wrap(keyboard.read(prompt)));
            return notEmpty(typed, "The passphrase is empty; start again and type one.");
        } catch (IllegalArgumentException halfOfACharacter) {
            throw new ChatException("The passphrase is not Unicode text.");
        }
    }

    private static SecretBytes notEmpty(byte[] passphrase, String otherwise) throws ChatException {
        if (passphrase.length == 0) {
            throw new ChatException(otherwise);
        }
        return SecretBytes.copyOf(passphrase);
    }
}
