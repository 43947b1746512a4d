package encryptedchat.client;

import encryptedchat.client.home.PassphraseSource;
import encryptedchat.client.level.Levels;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.HiddenInput;
import encryptedchat.wire.PersonName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of both clients, and their checks. Each mistake is a {@link ParameterException} that says what to type.
 */
final class ChatOptions {
    @Option(
            names = "--relay",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7070",
            description = "Address of the relay. The default is ${DEFAULT-VALUE}.")
    private String relay = "";

    @Option(
            names = "--pin",
            paramLabel = "sha256/…",
            description = "What 'chat relay --tls' prints: only a relay with this certificate is talked to.")
    private @Nullable String pin;

    @Option(names = "--name", paramLabel = "NAME", description = "Your name. The default is the program's.")
    private @Nullable String name;

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description = "The other one's name. The default is the other program's.")
    private @Nullable String peer;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder for what must not be forgotten. The default is ~/.encrypted-chat/NAME.")
    private @Nullable String home;

    @Option(
            names = "--passphrase",
            description = "Asks for a passphrase that protects a new home folder. A protected one asks by itself.")
    private boolean passphrase;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Takes the passphrase from the first line of this file.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            completionCandidates = LevelNames.class,
            description = "Protocol level: ${COMPLETION-CANDIDATES}. The default is the first of them.")
    private @Nullable String level;

    @Option(
            names = "--explain",
            description =
                    "Explains each step as it happens, with the bytes. '/explain on' and '/explain off' switch it.")
    private boolean explain;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    RelayAddress relay() {
        try {
            RelayAddress address = RelayAddress.parse(relay);
            return pin == null ? address : address.withPin(pin);
        } catch (IllegalArgumentException malformed) {
            throw usage(String.valueOf(malformed.getMessage()));
        }
    }

    /** The names of all levels, the default first. */
    static final class LevelNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        LevelNames() {
            Levels.all().forEach(level -> add(level.name()));
            OwnWay.all().forEach(way -> add(way.level()));
        }
    }

    /** @return the name of a level that there is */
    String level() {
        List<String> names = new LevelNames();
        String chosen = level == null ? names.get(0) : level;
        if (!names.contains(chosen)) {
            throw usage("There is no level '" + chosen + "'. --level takes one of these: " + String.join(", ", names)
                    + ".");
        }
        return chosen;
    }

    boolean explain() {
        return explain;
    }

    String name(String byDefault) {
        return checked("--name", name == null ? byDefault : name);
    }

    String peer(String byDefault) {
        return checked("--peer", peer == null ? byDefault : peer);
    }

    private String checked(String option, String chosen) {
        if (!PersonName.isValid(chosen)) {
            throw usage(option + " takes " + PersonName.RULE + ".");
        }
        return chosen;
    }

    /** @return the folder for this name */
    Path home(String name) {
        if (home == null) {
            return Path.of(System.getProperty("user.home"), ".encrypted-chat", name);
        }
        if (home.isEmpty()) {
            throw usage("--home takes a folder, and is empty.");
        }
        try {
            return Path.of(home);
        } catch (InvalidPathException invalid) {
            throw usage("--home takes a folder, not '" + home + "'.");
        }
    }

    boolean wantsPassphrase() {
        return passphrase || passphraseFile != null;
    }

    PassphraseSource passphrase() {
        return passphraseFile == null
                ? PassphraseSource.ofKeyboard(HiddenInput.keyboard(), passphrase)
                : PassphraseSource.ofFile(passphraseFile);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
