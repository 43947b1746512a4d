package encryptedchat.client.home;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client must not forget, as files of JSON in its home folder. A file that is not exactly what was written is
 * never used and never changed.
 *
 * <p>Where a passphrase was given for a new home, all of them are sealed with it, from the first one on, which is
 * {@value #IDENTITY}. Any number of threads may use this.
 */
public final class StateFiles {
    /** The file that says whether a home is protected; in a protected one it is written first. */
    public static final String IDENTITY = "identity";

    private final Home home;
    private final @Nullable StateProtection protection;

    private StateFiles(Home home, @Nullable StateProtection protection) {
        this.home = home;
        this.protection = protection;
    }

    /**
     * Asks for the passphrase where one is needed. This takes around a second in a protected home.
     *
     * @throws ChatException if the home cannot be used with what was given, with a message that says what to do;
     *     nothing is changed
     */
    public static StateFiles open(Home home, PassphraseSource passphrase, SecureRandom random)
            throws IOException, ChatException {
        Optional<byte[]> identity = content(home, IDENTITY);
        if (identity.isPresent()) {
            return new StateFiles(home, protectionOf(home, identity.get(), passphrase, random));
        }
        return new StateFiles(
                home, passphrase.isWanted() ? StateProtection.begin(passphrase.forNewHome(), random) : null);
    }

    private static @Nullable StateProtection protectionOf(
            Home home, byte[] identity, PassphraseSource passphrase, SecureRandom random)
            throws IOException, ChatException {
        try {
            if (StateProtection.isSealed(identity)) {
                StateProtection protection = StateProtection.of(identity, passphrase.forProtectedHome(), random);
                protection.open(IDENTITY, identity);
                return protection;
            }
        } catch (WireFormatException damaged) {
            throw StateText.damaged(home.path(IDENTITY));
        } catch (RejectedException anotherPassphrase) {
            throw new ChatException(
                    "The passphrase does not open " + home.path(IDENTITY) + ". Nothing was changed; try again.");
        }
        if (passphrase.isWanted()) {
            throw new ChatException("The home of " + home.path(IDENTITY) + " was made without a passphrase. Leave the"
                    + " passphrase out, or make a new home with it: --home with another folder.");
        }
        return null;
    }

    /**
     * @return the JSON that was written last, or nothing if there is no such file
     * @throws ChatException if the file is not what was written, with a message that names it
     */
    public Optional<byte[]> read(String name) throws IOException, ChatException {
        Optional<byte[]> content = content(home, name);
        if (content.isEmpty()) {
            return content;
        }
        try {
            return Optional.of(opened(name, content.get()));
        } catch (WireFormatException | RejectedException notOfThisHome) {
            throw StateText.damaged(home.path(name));
        }
    }

    private byte[] opened(String name, byte[] content) throws WireFormatException, RejectedException {
        if (protection != null) {
            return protection.open(name, content);
        }
        if (StateProtection.isSealed(content)) {
            throw new WireFormatException("The file is of a protected home.");
        }
        return content;
    }

    public Home home() {
        return home;
    }

    /** @return where the file is or would be, for messages */
    public Path path(String name) {
        return home.path(name);
    }

    /** @throws IOException if it cannot be written, with a message that names it; the one before is as it was */
    public void write(String name, byte[] json) throws IOException {
        home.write(name, StateText.write(protection == null ? json : protection.seal(name, json)));
    }

    private static Optional<byte[]> content(Home home, String name) throws IOException, ChatException {
        Optional<byte[]> whole = home.read(name);
        return whole.isEmpty() ? whole : Optional.of(StateText.read(home.path(name), whole.get()));
    }
}
