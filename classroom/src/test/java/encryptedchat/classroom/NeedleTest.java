package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.wire.Base64Text;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of the blindness test is only worth something if it finds. */
class NeedleTest {
    private static final byte[] SECRET = "a secret 1".getBytes(US_ASCII);
    private static final Needle NEEDLE = new Needle("secret", SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234"})
    void itIsFoundInBase64BehindAnyNumberOfBytes(String before) {
        byte[] hidden = (before + "a secret 1 and more").getBytes(US_ASCII);

        assertThat(NEEDLE.isIn("{\"field\":\"" + Base64Text.encode(hidden) + "\"}"))
                .isTrue();
    }

    @Test
    void itIsFoundAsItIs() {
        assertThat(NEEDLE.isIn("this is a secret 1.")).isTrue();
    }

    @Test
    void itIsFoundInHexadecimal() {
        String hex = HexFormat.of().formatHex(SECRET);

        assertThat(NEEDLE.isIn("00" + hex)).isTrue();
        assertThat(NEEDLE.isIn("00" + hex.toUpperCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234"})
    void amongManyItIsFoundInEveryForm(String before) {
        Needle other = new Needle("other", "another secret".getBytes(US_ASCII));
        Needles both = new Needles(List.of(new Needle("secret", SECRET), NEEDLE, other));
        byte[] hidden = (before + "a secret 1").getBytes(US_ASCII);

        assertThat(both.in(hidden)).hasSize(2).contains(NEEDLE);
        assertThat(both.in(before + Base64Text.encode(hidden))).hasSize(2).contains(NEEDLE);
        assertThat(both.in(before + HexFormat.of().formatHex(hidden)))
                .hasSize(2)
                .contains(NEEDLE);
        assertThat(both.in("another secret")).hasSize(1).contains(other);
        assertThat(both.in("a secreT")).isEmpty();
    }

    @Test
    void itIsNotFoundWhereItIsNot() {
        assertThat(NEEDLE.isIn("this is a secreT")).isFalse();
    }
}
