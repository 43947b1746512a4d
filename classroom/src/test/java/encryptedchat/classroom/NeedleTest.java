package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.wire.Base64Text;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of the blindness test is only worth something if it finds. */
class NeedleTest {
    private static final byte[] SECRET = "a secret".getBytes(US_ASCII);
    private static final Needle NEEDLE = new Needle("secret", SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234"})
    void itIsFoundInBase64BehindAnyNumberOfBytes(String before) {
        byte[] hidden = (before + "a secret and more").getBytes(US_ASCII);

        assertThat(NEEDLE.isIn("{\"field\":\"" + Base64Text.encode(hidden) + "\"}"))
                .isTrue();
    }

    @Test
    void itIsFoundAsItIs() {
        assertThat(NEEDLE.isIn("this is a secret.")).isTrue();
    }

    @Test
    void itIsFoundInHexadecimal() {
        String hex = HexFormat.of().formatHex(SECRET);

        assertThat(NEEDLE.isIn("00" + hex)).isTrue();
        assertThat(NEEDLE.isIn("00" + hex.toUpperCase(Locale.ROOT))).isTrue();
    }

    @Test
    void itIsNotFoundWhereItIsNot() {
        assertThat(NEEDLE.isIn("this is a secreT")).isFalse();
    }
}
