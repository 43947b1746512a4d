package encryptedchat.relay.v1;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.V1;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Somebody with an identity key, who signs with the JDK. */
public final class TestPerson {
    private static final int ED25519_KEY_BYTES = 32;

    private final String name;
    private final KeyPair keys;

    private TestPerson(String name, KeyPair keys) {
        this.name = name;
        this.keys = keys;
    }

    public static TestPerson named(String name) {
        try {
            return new TestPerson(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public String name() {
        return name;
    }

    /** @return the last bytes of the SubjectPublicKeyInfo (RFC 8410 section 4) */
    public byte[] identityKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_BYTES, encoded.length);
    }

    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public Registration registration() {
        return Registration.of(identityKey(), sign(V1.registrationBytes(name, identityKey())));
    }

    /** @param challenge Base64, as the relay sent it */
    public TokenRequest login(String challenge) throws WireFormatException {
        byte[] bytes = Base64Text.decode("challenge", challenge);
        return new TokenRequest(name, challenge, Base64Text.encode(sign(V1.loginBytes(name, bytes))));
    }

    /** @return one with bytes that look like a key, good until an hour after now */
    public Prekey prekey(String kind, Instant now) {
        return signed(new Prekey(
                kind,
                V1Calls.newId(),
                now.getEpochSecond(),
                now.plus(Duration.ofHours(1)).getEpochSecond(),
                V1Calls.zeros(32),
                V1Calls.zeros(64)));
    }

    /** @return the same prekey with a good signature, for {@link V1Calls#LEVEL} */
    public Prekey signed(Prekey prekey) {
        return signed(V1Calls.LEVEL, prekey);
    }

    public Prekey signed(String level, Prekey prekey) {
        try {
            return prekey.signed(sign(prekey.signedBytes(level, name, identityKey())));
        } catch (WireFormatException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
