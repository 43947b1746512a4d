package encryptedchat.alice.classic;

import static encryptedchat.crypto.level.Detail.in;

import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.classic.ClassicSetting;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.relay.RelayException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.wire.WireFormatException;
import java.security.interfaces.RSAPublicKey;
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
 * <p>She looks at Bob's key again and again. If it changes, Bob has started again, or somebody has replaced his key: at
 * this level she cannot tell which, and makes a new master secret for whoever it is.
 */
final class AliceKeyExchange implements KeyExchange {
    private final ClassicSetting setting;

    /** A master secret, and the key of Bob's that it was made for. */
    private @Nullable Agreement agreement;

    private boolean sent;

    /** @param earlier if Bob's key is still the same, she goes on with the same master secret */
    AliceKeyExchange(ClassicSetting setting, Optional<Agreement> earlier) {
        this.setting = setting;
        this.agreement = earlier.orElse(null);
    }

    @Override
    public void proceed() throws RelayException {
        Optional<RSAPublicKey> bobsKey = fetchBobsPublicKey();
        if (bobsKey.isPresent()) {
            Agreement current = agreementFor(bobsKey.get());
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
            Optional<RSAPublicKey> key = setting.relay().bobsPublicKey();
            if (key.isEmpty() && setting.sessions().current().isEmpty()) {
                setting.say("Waiting for bob to publish his public key.");
            }
            return key;
        } catch (WireFormatException unusable) {
            if (setting.say("The public key that the relay has for bob is refused. " + unusable.getMessage())) {
                setting.screen().narrator().refused("prekeys", RejectedException.malformed(unusable), List.of());
            }
            return Optional.empty();
        }
    }

    private Agreement agreementFor(RSAPublicKey bobsKey) {
        Agreement earlier = agreement;
        if (earlier != null && earlier.bobsPublicKey().equals(bobsKey)) {
            return earlier;
        }
        if (earlier != null) {
            setting.say("Bob has another public key now: he has started again, or somebody has replaced it. "
                    + "This level cannot tell which.");
        }
        setting.steps().done("public-key-taken", in("public key", bobsKey));
        Agreement made = new Agreement(bobsKey, ClassicKeyExchange.newMasterSecret(setting.random(), setting.steps()));
        setting.memory().keep(made);
        agreement = made;
        sent = false;
        return made;
    }

    private void send(Agreement made) throws RelayException {
        byte[] encrypted = ClassicKeyExchange.encrypt(
                made.masterSecret(), made.bobsPublicKey(), setting.random(), setting.steps());
        setting.relay().sendEncryptedMasterSecret(encrypted);
        sent = true;
        setting.sessions().begin(setting.session(made.masterSecret()));
        setting.say("Bob's public key is here, and a master secret is on its way to him under it. Type to talk.");
    }
}
