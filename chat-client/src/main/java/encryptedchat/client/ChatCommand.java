package encryptedchat.client;

import encryptedchat.client.classic.ClassicMemory;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.classic.Conversation;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.classic.Sessions;
import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.mailbox.Handshake;
import encryptedchat.client.mailbox.KeyRing;
import encryptedchat.client.mailbox.MailboxConversation;
import encryptedchat.crypto.identity.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The program of both clients: what they have in common around their parts in agreeing on keys. */
@Command(
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "Each line that you type is sent; 'exit', '/quit' or the end of the input leaves.",
            "/help lists the commands that you can type: /verify, /explain and others.",
            "In a pipe each received message is one line 'name: text' on standard output."
        })
public abstract class ChatCommand implements Callable<Integer> {
    private final String defaultName;
    private final String defaultPeer;

    @Mixin
    private ChatOptions options = new ChatOptions();

    protected ChatCommand(String defaultName, String defaultPeer) {
        this.defaultName = defaultName;
        this.defaultPeer = defaultPeer;
    }

    /** Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 bad usage. */
    protected static void runAndExit(ChatCommand command, String[] args) {
        System.exit(new CommandLine(command)
                .setParameterExceptionHandler(ChatCommand::explain)
                .execute(args));
    }

    private static int explain(ParameterException mistake, String[] args) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println(mistake.getMessage());
        err.println("'" + mistake.getCommandLine().getCommandName() + " --help' lists the options.");
        return CommandLine.ExitCode.USAGE;
    }

    /** This side's part in agreeing on keys at level classic. */
    protected abstract KeyExchange keyExchange(
            ClassicRelay relay, Sessions sessions, Console console, Narrator narrator, ClassicMemory memory)
            throws IOException;

    /** This side's part in agreeing on keys at level authenticated. */
    protected abstract Handshake handshake(KeyRing keys, Console console, Narrator narrator) throws IOException;

    @Override
    public final Integer call() throws InterruptedException {
        RelayAddress relay = options.relay();
        boolean classic = options.isClassic();
        String name = options.name(defaultName);
        String peer = options.peer(defaultPeer);
        if (name.equals(peer)) {
            throw options.usage("--name and --peer are the same; two people talk here.");
        }
        PassphraseSource passphrase = options.passphrase();
        try (Home home = Home.open(options.home(name))) {
            List<String> warnings = Stream.of(relay.warning(), home.warning(), passphrase.warning())
                    .flatMap(Optional::stream)
                    .toList();
            warnings.forEach(System.err::println);
            if (classic) {
                talkClassic(relay, home);
            } else {
                talk(relay, name, peer, home, passphrase);
            }
            return CommandLine.ExitCode.OK;
        } catch (IOException | UncheckedIOException | RelayException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Narrator narrator(Console console, String peer) {
        Narrator narrator = new Narrator(console, options.level(), peer);
        if (options.explain()) {
            new ExplainCommand(narrator, console).turnOn();
        }
        return narrator;
    }

    private void talkClassic(RelayAddress address, Home home) throws IOException, InterruptedException {
        try (Console console = Consoles.open(defaultName, List.of(ExplainCommand.NAME, "/quit"))) {
            Narrator narrator = narrator(console, defaultPeer);
            ClassicRelay relay = new ClassicRelay(address, narrator);
            Sessions sessions = new Sessions();
            KeyExchange keyExchange = keyExchange(relay, sessions, console, narrator, new ClassicMemory(home));
            new Conversation(relay, keyExchange, sessions, console, narrator, defaultName, defaultPeer).run();
        }
    }

    private void talk(RelayAddress address, String name, String peer, Home home, PassphraseSource passphrase)
            throws IOException, RelayException, InterruptedException {
        SecureRandom random = new SecureRandom();
        // Before the console, which would show what is typed.
        StateFiles files = StateFiles.open(home, passphrase, random);
        KeyRing keys = KeyRing.open(home, files, name, random);
        Identity me = keys.identity();
        try (Console console = Consoles.open(name, MailboxConversation.COMMANDS)) {
            Narrator narrator = narrator(console, peer);
            keys.explain(narrator);
            MailboxRelay relay =
                    new MailboxRelay(address, name, me.person().identityKey().toBytes(), me.keyPair()::sign, narrator);
            Handshake handshake = handshake(keys, console, narrator);
            new MailboxConversation(
                            me, peer, relay, handshake, home, files, console, narrator, random, InstantSource.system())
                    .run();
        }
    }
}
