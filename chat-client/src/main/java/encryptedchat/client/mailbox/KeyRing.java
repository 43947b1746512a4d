package encryptedchat.client.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.client.Console;
import encryptedchat.client.Home;
import encryptedchat.client.StateFiles;
import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Shown;
import encryptedchat.client.explain.StepKind;
import encryptedchat.client.explain.StepListener;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person's long-lived keys, made at the first start and kept in the file {@value #FILE}: the identity, and the
 * exchange key of whoever takes offers.
 */
public final class KeyRing {
    /** Whoever can read it, and knows its passphrase if it has one, can pose as this person. */
    public static final String FILE = StateFiles.IDENTITY;

    private final StateFiles files;
    private final Identity identity;
    private final boolean isNew;
    private @Nullable RsaKeyPair exchangeKey;

    private KeyRing(StateFiles files, Identity identity, boolean isNew, @Nullable RsaKeyPair exchangeKey) {
        this.files = files;
        this.identity = identity;
        this.isNew = isNew;
        this.exchangeKey = exchangeKey;
    }

    /** @throws IOException if the file is somebody else's, cannot be used or cannot be written */
    public static KeyRing open(Home home, StateFiles files, String name, SecureRandom random) throws IOException {
        Optional<byte[]> content = files.read(FILE);
        if (content.isEmpty()) {
            KeyRing made = new KeyRing(files, new Identity(name, IdentityKeyPair.generate(random)), true, null);
            made.save();
            return made;
        }
        try {
            File file = Json.read(content.get(), File.class);
            if (!file.name().equals(name)) {
                throw new IOException("The file " + home.path(FILE) + " holds the identity of " + file.name()
                        + ", not of " + name + ". Use --name " + file.name() + ", or another folder with --home.");
            }
            return new KeyRing(files, new Identity(name, file.keyPair()), false, file.exchangeKey());
        } catch (WireFormatException notOurs) {
            throw new IOException("The file " + home.path(FILE) + " does not hold an identity: " + notOurs.getMessage()
                    + " Put back a copy of it, or use another folder with --home.");
        }
    }

    public Identity identity() {
        return identity;
    }

    /** Whether it was made now, or at an earlier start. */
    public void explain(StepListener listener) {
        listener.done(
                isNew ? StepKind.IDENTITY_MADE : StepKind.IDENTITY_READ,
                () -> List.of(
                        Detail.in("private key", Shown.secret(identity.keyPair().exposeSeed())),
                        Detail.out(
                                "public key",
                                Shown.bytes(identity.person().identityKey().toBytes()))));
    }

    /** Makes it the first time, which takes seconds. */
    public RsaKeyPair exchangeKey(Console console, StepListener listener, SecureRandom random) throws IOException {
        RsaKeyPair key = exchangeKey;
        if (key == null) {
            key = console.showProgress(
                    "Making an RSA key pair of 4096 bits, which takes a few seconds, the first time only",
                    () -> RsaKeyPair.generate(random));
            exchangeKey = key;
            save();
            tell(listener, StepKind.EXCHANGE_KEY_MADE, key);
        } else {
            tell(listener, StepKind.EXCHANGE_KEY_READ, key);
        }
        return key;
    }

    private static void tell(StepListener listener, StepKind step, RsaKeyPair key) {
        listener.done(step, () -> List.of(Detail.out("public key", Shown.key(key.publicKey()))));
    }

    private void save() throws IOException {
        files.write(FILE, Json.write(File.of(identity, exchangeKey)));
    }

    private record File(
            @JsonProperty(value = "name", required = true) String name,

            @JsonProperty(value = "identity_seed", required = true)
            String identitySeed,

            @JsonProperty("exchange_private_key_pem") @JsonSetter(nulls = Nulls.SET) @Nullable
            String exchangeKeyPem) {

        static File of(Identity identity, @Nullable RsaKeyPair exchangeKey) {
            return new File(
                    identity.name(),
                    Base64Text.encode(identity.keyPair().exposeSeed().exposeBytes()),
                    exchangeKey == null ? null : exchangeKey.exposePrivateKeyPem());
        }

        IdentityKeyPair keyPair() throws WireFormatException {
            byte[] seed = Base64Text.decode("identity_seed", identitySeed, Ed25519.SEED_BYTES);
            return IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed));
        }

        @Nullable
        RsaKeyPair exchangeKey() throws WireFormatException {
            return exchangeKeyPem == null ? null : RsaKeyPair.fromPrivateKeyPem(exchangeKeyPem);
        }

        @Override
        public String toString() {
            return "File[not shown]";
        }
    }
}
