package encryptedchat.bob.classic;

import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.classic.ClassicSetting;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.relay.RelayException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.WireFormatException;
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
 * <p>He looks for another master secret again and again. If one comes, Alice has started again, or somebody poses as
 * her: at this level he cannot tell which, and takes it.
 */
final class BobKeyExchange implements KeyExchange {
    private final ClassicSetting setting;
    private final RsaKeyPair keyPair;

    private boolean published;
    private @Nullable SecretBytes masterSecret;

    BobKeyExchange(ClassicSetting setting) {
        this.setting = setting;
        this.keyPair = setting.screen()
                .console()
                .showProgress(
                        "Making an RSA key pair of 4096 bits, which takes a few seconds",
                        () -> RsaKeyPair.generate(setting.random()));
        setting.steps().done("exchange-key-made", out("public key", keyPair.publicKey()));
    }

    @Override
    public void proceed() throws RelayException {
        if (!published) {
            publishKey();
        }
        try {
            Optional<byte[]> encrypted = setting.relay().takeEncryptedMasterSecret();
            if (encrypted.isPresent()) {
                accept(ClassicKeyExchange.decrypt(encrypted.get(), keyPair, setting.steps()));
            }
        } catch (WireFormatException malformed) {
            refuse(RejectedException.malformed(malformed));
        } catch (RejectedException rejected) {
            refuse(rejected);
        }
    }

    private void refuse(RejectedException why) {
        boolean forAnotherKey = why.reason() == Reason.NOT_AUTHENTIC;
        setting.screen()
                .say("A master secret was refused: " + why.getMessage() + "."
                        + (forAnotherKey ? " After a restart it is for my old key, and alice sends another." : ""));
        setting.screen().narrator().refused("master-secret", why, List.of());
    }

    @Override
    public void tellRelayAgain() {
        published = false;
    }

    private void publishKey() throws RelayException {
        setting.relay().registerBobsPublicKey(keyPair.publicKey());
        published = true;
        if (setting.sessions().current().isEmpty()) {
            setting.screen().say("My public key is published. Waiting for alice to send a master secret.");
        }
    }

    private void accept(SecretBytes received) {
        if (received.equals(masterSecret)) {
            return;
        }
        setting.memory().keep(new Agreement(keyPair.publicKey(), received));
        setting.sessions().begin(setting.session(received));
        setting.screen()
                .say(
                        masterSecret == null
                                ? "A master secret has come from alice, and I could decrypt it. Type to talk."
                                : "Another master secret has come: alice has started again, or somebody poses as her. "
                                        + "This level cannot tell which.");
        masterSecret = received;
    }
}
