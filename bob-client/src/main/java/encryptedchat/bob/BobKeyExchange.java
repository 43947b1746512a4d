package encryptedchat.bob;

import encryptedchat.client.Console;
import encryptedchat.client.RelayException;
import encryptedchat.client.classic.ClassicMemory;
import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.classic.Sessions;
import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.explain.Refused;
import encryptedchat.client.explain.Shown;
import encryptedchat.client.explain.StepKind;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.ClassicKeyExchange;
import encryptedchat.crypto.level.ClassicSession;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bob's steps at level classic:
 *
 * <ol>
 *   <li>He makes an RSA key pair, a new one at each start, and publishes its public half at the relay.
 *   <li>He takes the master secret that Alice has left for him there, and decrypts it with the private half.
 *   <li>From the master secret he derives the key of the session, and can talk.
 * </ol>
 *
 * <p>He looks for another master secret again and again. If one comes, Alice has started anew, or somebody poses as
 * her: at this level he cannot tell which, and takes it.
 */
final class BobKeyExchange implements KeyExchange {
    private final ClassicRelay relay;
    private final Sessions sessions;
    private final Console console;
    private final Narrator narrator;
    private final ClassicMemory memory;
    private final SecureRandom random;
    private final InstantSource clock;
    private final RsaKeyPair keyPair;

    private boolean published;
    private @Nullable SecretBytes masterSecret;

    BobKeyExchange(
            ClassicRelay relay,
            Sessions sessions,
            Console console,
            Narrator narrator,
            ClassicMemory memory,
            RsaKeyPair keyPair,
            SecureRandom random,
            InstantSource clock) {
        this.relay = relay;
        this.sessions = sessions;
        this.console = console;
        this.narrator = narrator;
        this.memory = memory;
        this.random = random;
        this.clock = clock;
        this.keyPair = keyPair;
    }

    /** His first step, before anything else. */
    static RsaKeyPair makeKeyPair(Console console, Narrator narrator, SecureRandom random) {
        RsaKeyPair made = console.showProgress(
                "Making an RSA key pair of 4096 bits, which takes a few seconds", () -> RsaKeyPair.generate(random));
        narrator.done(StepKind.EXCHANGE_KEY_MADE, () -> List.of(Detail.out("public key", Shown.key(made.publicKey()))));
        return made;
    }

    /** What Alice sent while he was away was sealed with the keys of before; he only opens with them. */
    void recall() throws IOException {
        memory.recall().ifPresent(earlier -> sessions.remember(session(earlier.masterSecret())));
    }

    @Override
    public void proceed() throws RelayException {
        if (!published) {
            publishKey();
        }
        try {
            Optional<byte[]> encrypted = relay.takeEncryptedMasterSecret();
            if (encrypted.isPresent()) {
                accept(ClassicKeyExchange.decrypt(encrypted.get(), keyPair, narrator.steps()));
            }
        } catch (WireFormatException malformed) {
            console.showStatus("A master secret was refused. " + malformed.getMessage());
            narrator.refused(Refused.MASTER_SECRET, Reason.MALFORMED, malformed.getMessage(), List::of);
        } catch (RejectedException rejected) {
            boolean forAnotherKey = rejected.reason() == Reason.NOT_AUTHENTIC;
            console.showStatus("A master secret was refused: " + rejected.getMessage() + "."
                    + (forAnotherKey ? " After a restart it is for my key of before, and alice sends another." : ""));
            narrator.refused(Refused.MASTER_SECRET, rejected.reason(), rejected.getMessage(), List::of);
        }
    }

    @Override
    public void tellRelayAgain() {
        published = false;
    }

    private void publishKey() throws RelayException {
        relay.registerBobsPublicKey(keyPair.publicKey());
        published = true;
        if (sessions.current().isEmpty()) {
            console.showStatus("My public key is published. Waiting for alice to send a master secret.");
        }
    }

    private void accept(SecretBytes received) {
        if (received.equals(masterSecret)) {
            return;
        }
        memory.keep(new Agreement(keyPair.publicKey(), received));
        sessions.begin(session(received));
        console.showStatus(
                masterSecret == null
                        ? "A master secret has come from alice, and I could decrypt it. Type to talk."
                        : "Another master secret has come: alice has started anew, or somebody poses as her. "
                                + "This level cannot tell which.");
        masterSecret = received;
    }

    private ClassicSession session(SecretBytes secret) {
        return new ClassicSession(secret, random, clock, narrator.steps());
    }
}
