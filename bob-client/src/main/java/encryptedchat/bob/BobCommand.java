package encryptedchat.bob;

import encryptedchat.client.ChatCommand;
import encryptedchat.client.Console;
import encryptedchat.client.classic.ClassicMemory;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.classic.Sessions;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.mailbox.Handshake;
import encryptedchat.client.mailbox.KeyRing;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;

/**
 * The program {@code bob}. His steps are in {@link BobHandshake}, and in {@link BobKeyExchange} for level classic;
 * talking is the same for both.
 */
@Command(name = "chat bob", description = "Bob talks with Alice, end to end encrypted, through a relay.")
public final class BobCommand extends ChatCommand {
    private BobCommand() {
        super(ClassicWire.BOB, ClassicWire.ALICE);
    }

    public static void main(String[] args) {
        runAndExit(new BobCommand(), args);
    }

    @Override
    protected KeyExchange keyExchange(
            ClassicRelay relay, Sessions sessions, Console console, Narrator narrator, ClassicMemory memory)
            throws IOException {
        SecureRandom random = new SecureRandom();
        RsaKeyPair keyPair = BobKeyExchange.makeKeyPair(console, narrator, random);
        BobKeyExchange bob =
                new BobKeyExchange(relay, sessions, console, narrator, memory, keyPair, random, InstantSource.system());
        bob.recall();
        return bob;
    }

    @Override
    protected Handshake handshake(KeyRing keys, Console console, Narrator narrator) throws IOException {
        RsaKeyPair exchangeKey = keys.exchangeKey(console, narrator, new SecureRandom());
        return new BobHandshake(keys.identity(), exchangeKey, InstantSource.system(), narrator.steps());
    }
}
