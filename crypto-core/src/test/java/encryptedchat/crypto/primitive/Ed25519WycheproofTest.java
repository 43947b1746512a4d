package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;

import encryptedchat.crypto.RejectedException.Reason;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class Ed25519WycheproofTest {

    @TestFactory
    List<DynamicTest> ed25519() throws Exception {
        return Wycheproof.tests("ed25519_test.json", Ed25519WycheproofTest::check);
    }

    private static void check(Wycheproof.Case vector) throws Exception {
        byte[] publicKey = HexFormat.of()
                .parseHex(vector.group().required("publicKey").required("pk").textValue());
        if (vector.isValid()) {
            Ed25519.verify(publicKey, vector.bytes("msg"), vector.bytes("sig"));
        } else {
            assertRejected(
                    Reason.NOT_AUTHENTIC, () -> Ed25519.verify(publicKey, vector.bytes("msg"), vector.bytes("sig")));
        }
    }
}
