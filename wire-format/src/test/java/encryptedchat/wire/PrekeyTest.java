package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrekeyTest {
    private static final byte[] IDENTITY_KEY = {1, 2, 3};
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_ID = "00000000000000000000000000000000";
    private static final Prekey PREKEY = new Prekey("exchange-key", ID, 1, 2, base64(3), base64(64));

    @Test
    void prekeyWithEveryFieldInItsFormIsTaken() throws Exception {
        assertThatCode(PREKEY::check).doesNotThrowAnyException();
        assertThat(PREKEY.decodeBytes()).hasSize(3);
        assertThat(PREKEY.decodeSignature()).hasSize(64);
    }

    @Test
    void anyFieldOutOfItsFormIsRefusedAndNamed() {
        assertRefused("kind", new Prekey("Exchange", ID, 1, 2, base64(3), base64(64)));
        assertRefused("id", new Prekey("exchange-key", "1", 1, 2, base64(3), base64(64)));
        assertRefused("made_at", new Prekey("exchange-key", ID, -1, 2, base64(3), base64(64)));
        assertRefused("expires_at", new Prekey("exchange-key", ID, 1, UnixTime.MAX + 1, base64(3), base64(64)));
        assertRefused("bytes", new Prekey("exchange-key", ID, 1, 2, base64(3) + "\n", base64(64)));
        assertRefused("signature", new Prekey("exchange-key", ID, 1, 2, base64(3), ""));
        assertRefused("signature", new Prekey("exchange-key", ID, 1, 2, base64(3), base64(63)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 550, 1216, 2048})
    void keyOf1To2048BytesIsTaken(int length) throws Exception {
        Prekey prekey = new Prekey("exchange-key", ID, 1, 2, base64(length), base64(64));
        assertThatCode(prekey::check).doesNotThrowAnyException();
        assertThat(prekey.decodeBytes()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2049, 100_000})
    void keyOfAnotherLengthIsRefused(int length) {
        assertRefused("bytes", new Prekey("exchange-key", ID, 1, 2, base64(length), base64(64)));
    }

    /** The sequence stands here as docs/protocol.md has it. */
    @Test
    void ownerSignsLevelNameIdentityKeyAndAllFieldsButTheSignature() throws Exception {
        assertThat(PREKEY.signedBytes("authenticated", "bob", IDENTITY_KEY))
                .isEqualTo(CanonicalBytes.of("encrypted-chat prekey")
                        .add("authenticated")
                        .add("bob")
                        .add(IDENTITY_KEY)
                        .add("exchange-key")
                        .add(ID)
                        .add(1)
                        .add(2)
                        .add(new byte[3])
                        .toBytes());
    }

    @Test
    void differenceInAnythingGivesOtherBytesToSign() throws Exception {
        Set<String> signed = new HashSet<>();
        signed.add(hex(PREKEY.signedBytes("authenticated", "bob", IDENTITY_KEY)));
        signed.add(hex(PREKEY.signedBytes("post-quantum", "bob", IDENTITY_KEY)));
        signed.add(hex(PREKEY.signedBytes("authenticated", "bobby", IDENTITY_KEY)));
        signed.add(hex(PREKEY.signedBytes("authenticated", "bob", new byte[3])));
        for (Prekey other : List.of(
                new Prekey("one-time", ID, 1, 2, base64(3), base64(64)),
                new Prekey("exchange-key", OTHER_ID, 1, 2, base64(3), base64(64)),
                new Prekey("exchange-key", ID, 0, 2, base64(3), base64(64)),
                new Prekey("exchange-key", ID, 1, 3, base64(3), base64(64)),
                new Prekey("exchange-key", ID, 1, 2, base64(4), base64(64)))) {
            signed.add(hex(other.signedBytes("authenticated", "bob", IDENTITY_KEY)));
        }
        assertThat(signed).hasSize(9);
    }

    @Test
    void signingChangesTheSignatureAlone() throws Exception {
        Prekey signed = PREKEY.signed(new byte[] {7});
        assertThat(signed).isEqualTo(new Prekey("exchange-key", ID, 1, 2, base64(3), "Bw=="));
        assertThat(signed.signedBytes("authenticated", "bob", IDENTITY_KEY))
                .isEqualTo(PREKEY.signedBytes("authenticated", "bob", IDENTITY_KEY));
    }

    @Test
    void emptyMeansNeitherSignedNorOneTime() {
        assertThat(PublishedPrekeys.NONE.isEmpty()).isTrue();
        assertThat(new PublishedPrekeys(List.of(PREKEY), List.of()).isEmpty()).isFalse();
        assertThat(new PublishedPrekeys(List.of(), List.of(PREKEY)).isEmpty()).isFalse();
    }

    private static void assertRefused(String field, Prekey prekey) {
        assertThatThrownBy(prekey::check)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'" + field + "'")
                .message()
                .hasSizeLessThan(150);
    }

    private static String base64(int length) {
        return Base64Text.encode(new byte[length]);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
