package encryptedchat.alice;

import encryptedchat.client.ChatCommand;
import encryptedchat.client.Console;
import encryptedchat.client.classic.ClassicMemory;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.classic.Sessions;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.mailbox.Handshake;
import encryptedchat.client.mailbox.KeyRing;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;

/**
 * The program {@code alice}. Her steps are in {@link AliceHandshake}, and in {@link AliceKeyExchange} for level
 * classic; talking is the same for both.
 */
@Command(name = "chat alice", description = "Alice talks with Bob, end to end encrypted, through a relay.")
public final class AliceCommand extends ChatCommand {
    private AliceCommand() {
        super(ClassicWire.ALICE, ClassicWire.BOB);
    }

    public static void main(String[] args) {
        runAndExit(new AliceCommand(), args);
    }

    @Override
    protected KeyExchange keyExchange(
            ClassicRelay relay, Sessions sessions, Console console, Narrator narrator, ClassicMemory memory)
            throws IOException {
        AliceKeyExchange alice = new AliceKeyExchange(
                relay, sessions, console, narrator, memory, new SecureRandom(), InstantSource.system());
        alice.recall();
        return alice;
    }

    @Override
    protected Handshake handshake(KeyRing keys, Console console, Narrator narrator) {
        return new AliceHandshake(keys.identity(), new SecureRandom(), narrator.steps());
    }
}
