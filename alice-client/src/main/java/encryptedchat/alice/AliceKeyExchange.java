package encryptedchat.alice;

import static java.util.Objects.requireNonNull;

import encryptedchat.client.ClassicMemory;
import encryptedchat.client.ClassicMemory.Agreement;
import encryptedchat.client.ClassicRelay;
import encryptedchat.client.Console;
import encryptedchat.client.KeyExchange;
import encryptedchat.client.RelayException;
import encryptedchat.client.Sessions;
import encryptedchat.crypto.level.ClassicKeyExchange;
import encryptedchat.crypto.level.ClassicSession;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alice's steps at level classic:
 *
 * <ol>
 *   <li>She fetches Bob's public key from the relay.
 *   <li>She makes a master secret.
 *   <li>She encrypts it with his key and sends it to the relay, where Bob takes it.
 *   <li>From the master secret she derives the key of the session, and can talk.
 * </ol>
 *
 * <p>She looks at Bob's key again and again. If it changes, Bob has started anew, or somebody has replaced his key: at
 * this level she cannot tell which, and makes a new master secret for whoever it is.
 */
final class AliceKeyExchange implements KeyExchange {
    private final ClassicRelay relay;
    private final Sessions sessions;
    private final Console console;
    private final ClassicMemory memory;
    private final SecureRandom random;
    private final InstantSource clock;

    private @Nullable Agreement agreement;
    private @Nullable ClassicSession session;
    private boolean sent;
    private String lastSaid = "";

    AliceKeyExchange(
            ClassicRelay relay,
            Sessions sessions,
            Console console,
            ClassicMemory memory,
            SecureRandom random,
            InstantSource clock) {
        this.relay = relay;
        this.sessions = sessions;
        this.console = console;
        this.memory = memory;
        this.random = random;
        this.clock = clock;
    }

    /** Goes on where she was: if Bob's key is still the same, then with the same master secret. */
    void recall() throws IOException {
        Optional<Agreement> earlier = memory.recall();
        if (earlier.isPresent()) {
            agreement = earlier.get();
            session = sessionOf(earlier.get());
            sessions.remember(session);
        }
    }

    @Override
    public void proceed() throws RelayException {
        Optional<RSAPublicKey> bobsKey = fetchBobsPublicKey();
        if (bobsKey.isPresent()) {
            agreeOn(bobsKey.get());
            if (!sent) {
                sendMasterSecret();
            }
        }
    }

    @Override
    public void tellRelayAgain() {
        sent = false;
    }

    private Optional<RSAPublicKey> fetchBobsPublicKey() throws RelayException {
        try {
            Optional<RSAPublicKey> key = relay.bobsPublicKey();
            if (key.isEmpty() && sessions.current().isEmpty()) {
                say("Waiting for bob to publish his public key.");
            }
            return key;
        } catch (WireFormatException unusable) {
            say("The public key that the relay has for bob is refused. " + unusable.getMessage());
            return Optional.empty();
        }
    }

    private void agreeOn(RSAPublicKey bobsKey) {
        if (agreement != null && agreement.bobsPublicKey().equals(bobsKey)) {
            return;
        }
        if (agreement != null) {
            say("Bob has another public key now: he has started anew, or somebody has replaced it. "
                    + "This level cannot tell which.");
        }
        agreement = new Agreement(bobsKey, ClassicKeyExchange.newMasterSecret(random));
        memory.keep(agreement);
        session = sessionOf(agreement);
        sent = false;
    }

    private void sendMasterSecret() throws RelayException {
        Agreement made = requireNonNull(agreement);
        relay.sendEncryptedMasterSecret(ClassicKeyExchange.encrypt(made.masterSecret(), made.bobsPublicKey(), random));
        sent = true;
        sessions.begin(requireNonNull(session));
        say("Bob's public key is here, and a master secret is on its way to him under it. Type to talk.");
    }

    private ClassicSession sessionOf(Agreement made) {
        return new ClassicSession(made.masterSecret(), random, clock);
    }

    /** Says it once, however often it is found again. */
    private void say(String line) {
        if (!line.equals(lastSaid)) {
            lastSaid = line;
            console.showStatus(line);
        }
    }
}
