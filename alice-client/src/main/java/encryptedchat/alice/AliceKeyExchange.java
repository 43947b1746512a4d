package encryptedchat.alice;

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
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.ClassicKeyExchange;
import encryptedchat.crypto.level.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
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
    private final Narrator narrator;
    private final ClassicMemory memory;
    private final SecureRandom random;
    private final InstantSource clock;

    private @Nullable Offer offer;
    private boolean sent;
    private String lastSaid = "";

    /** A master secret made for one key of Bob's, and the session that follows from it. */
    private record Offer(Agreement agreement, ClassicSession session) {}

    AliceKeyExchange(
            ClassicRelay relay,
            Sessions sessions,
            Console console,
            Narrator narrator,
            ClassicMemory memory,
            SecureRandom random,
            InstantSource clock) {
        this.relay = relay;
        this.sessions = sessions;
        this.console = console;
        this.narrator = narrator;
        this.memory = memory;
        this.random = random;
        this.clock = clock;
    }

    /** Goes on where she was: if Bob's key is still the same, then with the same master secret. */
    void recall() throws IOException {
        Optional<Agreement> earlier = memory.recall();
        if (earlier.isPresent()) {
            offer = offerOf(earlier.get());
            sessions.remember(offer.session());
        }
    }

    @Override
    public void proceed() throws RelayException {
        Optional<RSAPublicKey> bobsKey = fetchBobsPublicKey();
        if (bobsKey.isPresent()) {
            Offer current = offerFor(bobsKey.get());
            if (!sent) {
                send(current);
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
            boolean isNew = say("The public key that the relay has for bob is refused. " + unusable.getMessage());
            if (isNew) {
                narrator.refused(Refused.EXCHANGE_KEY, Reason.MALFORMED, unusable.getMessage(), List::of);
            }
            return Optional.empty();
        }
    }

    private Offer offerFor(RSAPublicKey bobsKey) {
        Offer earlier = offer;
        if (earlier != null && earlier.agreement().bobsPublicKey().equals(bobsKey)) {
            return earlier;
        }
        if (earlier != null) {
            say("Bob has another public key now: he has started anew, or somebody has replaced it. "
                    + "This level cannot tell which.");
        }
        narrator.done(StepKind.PUBLIC_KEY_TAKEN, () -> List.of(Detail.in("public key", Shown.key(bobsKey))));
        Offer made = offerOf(new Agreement(bobsKey, ClassicKeyExchange.newMasterSecret(random, narrator.steps())));
        memory.keep(made.agreement());
        offer = made;
        sent = false;
        return made;
    }

    private void send(Offer made) throws RelayException {
        SecretBytes masterSecret = made.agreement().masterSecret();
        RSAPublicKey bobsKey = made.agreement().bobsPublicKey();
        relay.sendEncryptedMasterSecret(ClassicKeyExchange.encrypt(masterSecret, bobsKey, random, narrator.steps()));
        sent = true;
        sessions.begin(made.session());
        say("Bob's public key is here, and a master secret is on its way to him under it. Type to talk.");
    }

    private Offer offerOf(Agreement agreement) {
        return new Offer(agreement, new ClassicSession(agreement.masterSecret(), random, clock, narrator.steps()));
    }

    /**
     * Says it once, however often it is found again.
     *
     * @return whether it was said now
     */
    private boolean say(String line) {
        boolean isNew = !line.equals(lastSaid);
        if (isNew) {
            lastSaid = line;
            console.showStatus(line);
        }
        return isNew;
    }
}
