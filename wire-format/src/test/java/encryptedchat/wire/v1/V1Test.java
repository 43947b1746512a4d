package encryptedchat.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class V1Test {
    private static final byte[] THREE = {1, 2, 3};

    @Test
    void registrationIsSignedWithItsOwnLabel() {
        assertThat(HexFormat.of().formatHex(V1.registrationBytes("bob", THREE)))
                .isEqualTo(text("encrypted-chat registration") + text("bob") + "00000003010203");
    }

    @Test
    void loginIsSignedWithItsOwnLabel() {
        assertThat(HexFormat.of().formatHex(V1.loginBytes("bob", THREE)))
                .isEqualTo(text("encrypted-chat login") + text("bob") + "00000003010203");
    }

    @Test
    void tokenDoesNotPrintItself() {
        assertThat(new Login.Token("the-token", 7)).hasToString("Token[not shown, expiresAt=7]");
    }

    private static String text(String ascii) {
        StringBuilder hex = new StringBuilder(String.format("%08x", ascii.length()));
        ascii.chars().forEach(character -> hex.append(String.format("%02x", character)));
        return hex.toString();
    }
}
