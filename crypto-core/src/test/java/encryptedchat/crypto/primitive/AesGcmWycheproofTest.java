package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.Envelope;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AesGcmWycheproofTest {

    @TestFactory
    List<DynamicTest> aesGcm() throws Exception {
        return Wycheproof.tests("aes_gcm_test.json", AesGcmWycheproofTest::check);
    }

    private static void check(Wycheproof.Case vector) throws Exception {
        SecretBytes key = SecretBytes.copyOf(vector.bytes("key"));
        byte[] nonce = vector.bytes("iv");
        if (key.length() != 32) {
            assertThatThrownBy(() -> new AesGcm(key, new FixedRandom(nonce)))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        AesGcm cipher = new AesGcm(key, new FixedRandom(nonce));
        Envelope envelope = new Envelope(vector.bytes("aad"), nonce, vector.bytes("ct"), vector.bytes("tag"));
        if (nonce.length != 12 || envelope.tag().length != 16) {
            assertRejected(Reason.MALFORMED, () -> cipher.open(envelope));
        } else if (vector.isValid()) {
            assertThat(cipher.open(envelope)).isEqualTo(vector.bytes("msg"));
            assertThat(cipher.seal(vector.bytes("msg"), vector.bytes("aad"))).isEqualTo(envelope);
        } else {
            assertRejected(Reason.NOT_AUTHENTIC, () -> cipher.open(envelope));
        }
    }
}
