package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    /** The first and last code point of each length, around the surrogates, and U+FEFF, which is kept. */
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "7f,7f",
        "80,c280",
        "7ff,dfbf",
        "800,e0a080",
        "d7ff,ed9fbf",
        "e000,ee8080",
        "feff,efbbbf",
        "fffd,efbfbd",
        "ffff,efbfbf",
        "10000,f0908080",
        "1f600,f09f9880",
        "10ffff,f48fbfbf"
    })
    void everyLengthOfCodePointRoundTrips(String codePoint, String bytes) throws Exception {
        String text = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(Utf8.encode(text)).isEqualTo(HexFormat.of().parseHex(bytes));
        assertThat(Utf8.decode("The text", HexFormat.of().parseHex(bytes))).isEqualTo(text);
    }

    @Test
    void encodedTextHasNoBytesLeftOver() throws Exception {
        String text = "Grüße 👩‍💻 ".repeat(1000);
        assertThat(Utf8.encode(text)).isEqualTo(text.getBytes(UTF_8));
        assertThat(Utf8.encode("")).isEmpty();
        assertThat(Utf8.decode("The text", new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // a continuation byte alone
                "c3", // the end is missing
                "e282",
                "f09f98",
                "c328", // no continuation byte where one belongs
                "c080", // overlong
                "e0809f",
                "f0808080",
                "eda080", // half of a surrogate pair
                "edbfbf",
                "f4908080", // above U+10FFFF
                "f8888080",
                "ff",
                "feff0041", // UTF-16
                "4142ff4344", // in the middle
            })
    void bytesThatAreNotUtf8AreRefused(String bytes) {
        assertThatThrownBy(() -> Utf8.decode("The body", HexFormat.of().parseHex(bytes)))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("The body is not UTF-8 text.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void halfOfASurrogatePairIsRefused(int half) {
        String text = "a" + (char) half + "b";
        assertThatThrownBy(() -> Utf8.encode(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Utf8.encode("a" + (char) half)).isInstanceOf(IllegalArgumentException.class);
    }
}
