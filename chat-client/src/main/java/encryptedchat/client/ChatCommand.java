package encryptedchat.client;

import encryptedchat.client.conversation.Conversation;
import encryptedchat.client.conversation.Conversation.With;
import encryptedchat.client.conversation.Handshake;
import encryptedchat.client.conversation.PeerLink;
import encryptedchat.client.conversation.Screen;
import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.home.Home;
import encryptedchat.client.home.IdentityFile;
import encryptedchat.client.home.PassphraseSource;
import encryptedchat.client.home.StateFiles;
import encryptedchat.client.level.Levels;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Party;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
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

    /** This side's part in agreeing on keys, at every level from 2 up. */
    protected abstract Handshake handshake(PeerLink link) throws IOException, ChatException;

    @Override
    public final Integer call() throws InterruptedException {
        RelayAddress relay = options.relay();
        String level = options.level();
        String name = options.name(defaultName);
        String peer = options.peer(defaultPeer);
        if (name.equals(peer)) {
            throw options.usage("--name and --peer are the same; two people talk here.");
        }
        Optional<OwnWay> own =
                OwnWay.all().stream().filter(way -> way.level().equals(level)).findFirst();
        Optional<String> whyNot =
                own.flatMap(way -> way.whyNot(new OwnWay.Wish(name, peer, options.wantsPassphrase())));
        if (whyNot.isPresent()) {
            throw options.usage(whyNot.get());
        }
        PassphraseSource passphrase = options.passphrase();
        try (Home home = Home.open(options.home(name))) {
            Stream.of(relay.warning(), home.warning(), passphrase.warning())
                    .flatMap(Optional::stream)
                    .forEach(System.err::println);
            if (own.isPresent()) {
                try (Console console = Console.open(name)) {
                    own.get().talk(relay, home, console, narrator(console, peer));
                }
            } else {
                // Before the console, which would show what is typed.
                StateFiles files = StateFiles.open(home, passphrase, new SecureRandom());
                talk(files, relay, name, new With(peer, Levels.find(level).orElseThrow(), this::handshake));
            }
            return CommandLine.ExitCode.OK;
        } catch (IOException | UncheckedIOException | ChatException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void talk(StateFiles files, RelayAddress address, String name, With with)
            throws IOException, ChatException, InterruptedException {
        try (Console console = Console.open(name)) {
            Narrator narrator = narrator(console, with.peer());
            SecureRandom random = new SecureRandom();
            Identity identity = IdentityFile.open(files, name, random, narrator);
            Party me = new Party(identity, random, InstantSource.system(), narrator);
            MailboxRelay relay = new MailboxRelay(address, identity, narrator);
            Conversation.open(me, with, relay, files, Screen.of(console, narrator))
                    .run();
        }
    }

    private Narrator narrator(Console console, String peer) {
        Narrator narrator = new Narrator(console, options.level(), peer);
        if (options.explain()) {
            new ExplainCommand(narrator, console).turnOn();
        }
        return narrator;
    }
}
