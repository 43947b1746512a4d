package encryptedchat.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HkdfWycheproofTest {

    @TestFactory
    List<DynamicTest> hkdfSha256() throws Exception {
        return Wycheproof.tests("hkdf_sha256_test.json", HkdfWycheproofTest::check);
    }

    private static void check(Wycheproof.Case vector) {
        SecretBytes secret = SecretBytes.copyOf(vector.bytes("ikm"));
        int size = vector.test().required("size").intValue();
        if (vector.isValid()) {
            assertThat(Hkdf.sha256(secret, vector.bytes("salt"), vector.bytes("info"), size)
                            .exposeBytes())
                    .isEqualTo(vector.bytes("okm"));
        } else {
            assertThatThrownBy(() -> Hkdf.sha256(secret, vector.bytes("salt"), vector.bytes("info"), size))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
