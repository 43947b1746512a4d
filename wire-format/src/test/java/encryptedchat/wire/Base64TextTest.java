package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {

    /** RFC 4648 section 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,Zg==", "fo,Zm8=", "foo,Zm9v", "foob,Zm9vYg==", "fooba,Zm9vYmE=", "foobar,Zm9vYmFy"})
    void knownAnswersOfTheRfc(String text, String base64) throws Exception {
        assertThat(Base64Text.encode(Utf8.encode(text))).isEqualTo(base64);
        assertThat(Base64Text.decode("field", base64)).isEqualTo(Utf8.encode(text));
    }

    @Test
    void bytesOfEveryLengthRoundTrip() throws Exception {
        Random random = new Random(1);
        for (int length = 0; length <= 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base64Text.decode("field", Base64Text.encode(bytes))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QQ", // the padding is missing
                "QQ=", // half of it
                "QQ===", // too much of it
                "=", // nothing else
                "QR==", // stray bits: canonical is QQ==
                "QUJ=", // stray bits: canonical is QUI=
                "Q", // six bits are not a byte
                "QQ==QQ==", // padding in the middle
                "QUJD\n", // line breaks
                "QUJD\r\nQUJD",
                " QUJD", // spaces
                "QUJD ",
                "QU JD",
                "--__", // the alphabet for URLs
                "QUJ\u00c4", // not ASCII
                "QUJ\u0000",
            })
    void textThatIsNotTheOneTextOfItsBytesIsRefused(String text) {
        assertThatThrownBy(() -> Base64Text.decode("nonce", text))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'nonce'")
                .hasMessageNotContaining(text);
    }

    /** All last characters before a padding: of the four that differ only in stray bits, one is taken. */
    @Test
    void oneTextInFourIsCanonicalWhenTwoBitsAreOver() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        long taken = alphabet.chars()
                .filter(last -> isTaken("QU" + (char) last + "="))
                .count();
        assertThat(taken).isEqualTo(16);
    }

    @Test
    void anotherLengthIsRefusedAndBothLengthsAreNamed() throws Exception {
        assertThat(Base64Text.decode("tag", "QUJD", 3)).containsExactly('A', 'B', 'C');
        assertThatThrownBy(() -> Base64Text.decode("tag", "QUJD", 4))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("Field 'tag' holds 3 bytes; it must hold 4.");
        assertThatThrownBy(() -> Base64Text.decode("tag", "QUJD", 2)).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> Base64Text.decode("tag", "", 16)).isInstanceOf(WireFormatException.class);
    }

    private static boolean isTaken(String text) {
        try {
            Base64Text.decode("field", text);
            return true;
        } catch (WireFormatException refused) {
            return false;
        }
    }
}
