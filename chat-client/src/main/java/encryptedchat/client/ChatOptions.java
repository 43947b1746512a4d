package encryptedchat.client;

import static encryptedchat.wire.classic.ClassicWire.USERS;

import encryptedchat.wire.PersonName;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.classic.ClassicWire;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
            defaultValue = AuthenticatedWire.LEVEL,
            description =
                    "Protocol level: '" + AuthenticatedWire.LEVEL + "', the default, or '" + ClassicWire.LEVEL + "'.")
    private String level = "";

    @Option(
            names = "--explain",
            description = "Tells each step as it happens, with the bytes. '/explain on' and '/explain off' switch it.")
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

    boolean isClassic() {
        if (!level.equals(ClassicWire.LEVEL) && !level.equals(AuthenticatedWire.LEVEL)) {
            throw usage("--level takes '" + AuthenticatedWire.LEVEL + "' or '" + ClassicWire.LEVEL + "', not '" + level
                    + "'.");
        }
        return level.equals(ClassicWire.LEVEL);
    }

    /** @return the name of the level, once {@link #isClassic} has checked it */
    String level() {
        return level;
    }

    boolean explain() {
        return explain;
    }

    String name(String byDefault) {
        return name("--name", name, byDefault);
    }

    String peer(String byDefault) {
        return name("--peer", peer, byDefault);
    }

    private String name(String option, @Nullable String given, String byDefault) {
        String chosen = given == null ? byDefault : given;
        if (isClassic() && !chosen.equals(byDefault)) {
            throw usage("At level classic there are only "
                    + String.join(" and ", USERS.stream().sorted().toList()) + ": " + option + " can only be "
                    + byDefault
                    + " here.");
        }
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

    PassphraseSource passphrase() {
        if (isClassic() && (passphrase || passphraseFile != null)) {
            throw usage("A passphrase protects nothing at level classic, which keeps its file as it is. Leave it out,"
                    + " or use level authenticated.");
        }
        if (passphraseFile != null) {
            return PassphraseSource.ofFile(passphraseFile);
        }
        return passphrase
                ? PassphraseSource.asked(Consoles.keyboard())
                : PassphraseSource.ifNeeded(Consoles.keyboard());
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
