package encryptedchat.crypto.identity;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IdentityKeyPair PAIR = IdentityKeyPair.generate(RANDOM);
    private static final byte[] SIGNED = "what is signed".getBytes(US_ASCII);

    @Test
    void signatureOfThePairIsGoodUnderItsPublicKeyOnly() throws Exception {
        byte[] signature = PAIR.sign(SIGNED);
        PAIR.publicKey().verify(SIGNED, signature);
        IdentityKey other = IdentityKeyPair.generate(RANDOM).publicKey();
        assertRejected(Reason.NOT_AUTHENTIC, () -> other.verify(SIGNED, signature));
    }

    @Test
    void pairComesBackFromItsSeed() {
        IdentityKeyPair again = IdentityKeyPair.ofSeed(PAIR.exposeSeed());
        assertThat(again.publicKey()).isEqualTo(PAIR.publicKey());
        assertThat(again.sign(SIGNED)).isEqualTo(PAIR.sign(SIGNED));
    }

    @Test
    void eachGeneratedPairIsAnother() {
        assertThat(IdentityKeyPair.generate(RANDOM).publicKey()).isNotEqualTo(PAIR.publicKey());
    }

    @Test
    void keysAreEqualWhenTheirBytesAre() throws Exception {
        IdentityKey same = IdentityKey.of(PAIR.publicKey().toBytes());
        assertThat(same).isEqualTo(PAIR.publicKey()).hasSameHashCodeAs(PAIR.publicKey());
        assertThat(new Identity("alice", PAIR).person()).isEqualTo(new Person("alice", same));
    }

    @Test
    void keyCannotBeChangedFromOutside() throws Exception {
        byte[] bytes = PAIR.publicKey().toBytes();
        IdentityKey key = IdentityKey.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(key.toBytes(), (byte) 0);
        assertThat(key).isEqualTo(PAIR.publicKey());
    }

    @Test
    void pointOfSmallOrderIsNoIdentity() {
        assertRejected(Reason.NOT_AUTHENTIC, () -> IdentityKey.of(new byte[32]));
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        assertRejected(Reason.NOT_AUTHENTIC, () -> IdentityKey.of(neutral));
    }

    @Test
    void seedIsTakenAsItIs() {
        SecretBytes seed = SecretBytes.random(32, RANDOM);
        assertThat(IdentityKeyPair.ofSeed(seed).exposeSeed()).isEqualTo(seed);
    }
}
