package encryptedchat.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.WireFormatException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every key, challenge and signature in a body has one length, and one text for its bytes. */
class LengthsTest {
    interface Decoder {
        byte[] decode(String base64) throws WireFormatException;
    }

    static final List<Arguments> FIELDS = List.of(
            field("identity_key", 32, text -> new People.Registration(text, "").decodeIdentityKey()),
            field("signature", 64, text -> new People.Registration("", text).decodeSignature()),
            field("identity_key", 32, text -> new People.Person("alice", text).decodeIdentityKey()),
            field("challenge", 32, text -> new Login.Challenge(text, 0).decode()),
            field("challenge", 32, text -> new Login.TokenRequest("alice", text, "").decodeChallenge()),
            field("signature", 64, text -> new Login.TokenRequest("alice", "", text).decodeSignature()),
            field("signature", 64, text -> new Prekey("", "", 0, 0, "", text).decodeSignature()));

    @ParameterizedTest
    @FieldSource("FIELDS")
    void onlyThisLengthIsTaken(String field, int length, Decoder decoder) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xfe);
        String right = Base64Text.encode(bytes);
        assertThat(decoder.decode(right)).isEqualTo(bytes);
        for (String wrong : List.of(
                "",
                right + "\n",
                right.replace("=", ""),
                right.replace('+', '-').replace('/', '_'),
                Base64Text.encode(new byte[length - 1]),
                Base64Text.encode(new byte[length + 1]),
                Base64Text.encode(new byte[100_000]))) {
            assertThatThrownBy(() -> decoder.decode(wrong))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageContaining("'" + field + "'")
                    .message()
                    .hasSizeLessThan(100);
        }
    }

    private static Arguments field(String field, int length, Decoder decoder) {
        return Arguments.of(field, length, decoder);
    }
}
