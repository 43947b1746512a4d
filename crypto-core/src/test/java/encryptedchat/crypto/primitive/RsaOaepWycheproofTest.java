package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.RejectedException.Reason;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RsaOaepWycheproofTest {

    @TestFactory
    List<DynamicTest> rsaOaep4096() throws Exception {
        return Wycheproof.tests("rsa_oaep_4096_sha256_mgf1sha256_test.json", RsaOaepWycheproofTest::check);
    }

    /** A ciphertext that was made with a label is valid only with it, and {@link RsaOaep} has none. */
    private static void check(Wycheproof.Case vector) throws Exception {
        RsaKeyPair keyPair = RsaKeyPair.fromPrivateKeyPem(
                vector.group().required("privateKeyPem").textValue());
        byte[] ciphertext = vector.bytes("ct");
        if (ciphertext.length != 512) {
            assertRejected(Reason.MALFORMED, () -> RsaOaep.decrypt(ciphertext, keyPair));
        } else if (vector.isValid() && vector.bytes("label").length == 0) {
            assertThat(RsaOaep.decrypt(ciphertext, keyPair).exposeBytes()).isEqualTo(vector.bytes("msg"));
        } else {
            assertRejected(Reason.NOT_AUTHENTIC, () -> RsaOaep.decrypt(ciphertext, keyPair));
        }
    }
}
