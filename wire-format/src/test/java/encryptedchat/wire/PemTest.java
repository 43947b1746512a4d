package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static final String BLOCK = "-----BEGIN KEY-----\nQUJD\n-----END KEY-----\n";

    @Test
    void bytesOfEveryLengthRoundTrip() throws Exception {
        Random random = new Random(1);
        for (int length = 1; length <= 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Pem.decode("KEY", Pem.encode("KEY", bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void linesHave64CharactersAndEndWithALineFeed() {
        assertThat(Pem.encode("KEY", new byte[] {'A', 'B', 'C'})).isEqualTo(BLOCK);
        assertThat(Pem.encode("KEY", new byte[51]))
                .isEqualTo("-----BEGIN KEY-----\n" + "A".repeat(64) + "\nAAAA\n-----END KEY-----\n");
    }

    @Test
    void whatOpensslWroteIsWrittenTheSameAgain() throws Exception {
        String pem = TestResources.pem("rsa-4096");
        assertThat(Pem.encode("PUBLIC KEY", Pem.decode("PUBLIC KEY", pem))).isEqualTo(pem);
    }

    @Test
    void linesMayEndWithCrLfAndBeOfAnyLength() throws Exception {
        String pem = TestResources.pem("rsa-4096");
        byte[] der = Pem.decode("PUBLIC KEY", pem);
        String oneLine = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        assertThat(Pem.decode("PUBLIC KEY", pem.replace("\n", "\r\n"))).isEqualTo(der);
        assertThat(Pem.decode("PUBLIC KEY", oneLine)).isEqualTo(der);
    }

    @Test
    void theLastLineNeedNotEnd() throws Exception {
        assertThat(Pem.decode("KEY", BLOCK.stripTrailing())).containsExactly('A', 'B', 'C');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "QUJD",
                "subject: bob\n" + BLOCK, // text around the block
                " " + BLOCK,
                "\n" + BLOCK,
                BLOCK + "\n",
                BLOCK + "x",
                BLOCK + BLOCK, // two blocks
                "-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----\n", // another label
                "-----BEGIN KEY-----\nQUJD\n-----END OTHER-----\n",
                "-----BEGIN key-----\nQUJD\n-----END key-----\n",
                "-----BEGIN KEY-----\nQUJD\n", // no end
                "-----BEGIN KEY-----\n-----END KEY-----\n", // no content
                "-----BEGIN KEY-----QUJD-----END KEY-----", // on one line
                "---- BEGIN KEY ----\nQUJD\n---- END KEY ----\n",
                "-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nQUJD\n-----END KEY-----\n", // a header
                "-----BEGIN KEY-----\nQU JD\n-----END KEY-----\n", // not canonical Base64
                "-----BEGIN KEY-----\nQUJ\n-----END KEY-----\n",
                "-----BEGIN KEY-----\nQR==\n-----END KEY-----\n",
                "-----BEGIN KEY-----\nQQ==\nQQ==\n-----END KEY-----\n",
                "-----BEGIN KEY-----\u2028QUJD\u2028-----END KEY-----\n", // lines that only Unicode knows
                "-----BEGIN KEY-----\rQUJD\r-----END KEY-----\r",
                "-----BEGIN KEY-----\nQU\rJD\n-----END KEY-----\n",
                "-----BEGIN KEY-----\u000bQUJD\u0085-----END KEY-----\f",
            })
    void whatIsNotOneBlockWithThisLabelIsRefused(String text) {
        assertThatThrownBy(() -> Pem.decode("KEY", text))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("KEY")
                .hasMessageNotContaining("QUJD");
    }
}
