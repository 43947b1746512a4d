package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomIdTest {

    @Test
    void idIs32LowerCaseHexadecimalDigits() throws Exception {
        String id = "0123456789abcdef0123456789abcdef";
        assertThat(RandomId.check("id", id)).isEqualTo(id).hasSize(2 * RandomId.BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcde\n",
                "0123456789abcdef0123456789abcde١", // a digit, but not ASCII's
            })
    void anotherIdIsRefused(String id) {
        assertThatThrownBy(() -> RandomId.check("id", id))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("Field 'id' is not an id: 32 lower-case hexadecimal digits.");
    }

    @Test
    void drawnIdsFollowTheRuleAndDiffer() throws Exception {
        SecureRandom random = new SecureRandom();
        String id = RandomId.draw(random);
        assertThat(RandomId.check("id", id)).isEqualTo(id).isNotEqualTo(RandomId.draw(random));
    }
}
