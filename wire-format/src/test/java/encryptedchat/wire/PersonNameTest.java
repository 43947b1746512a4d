package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "a", "7", "0.x_y-z", "a--", "b..", "12345678901234567890123456789012"})
    void nameIsTaken(String name) throws Exception {
        assertThat(PersonName.isValid(name)).isTrue();
        assertThat(PersonName.check("name", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456789012345678901234567890123", // 33
                "Alice",
                ".alice",
                "-alice",
                "_alice",
                "alice ",
                " alice",
                "alice\n",
                "al/ice",
                "al%69ce",
                "al\u0000ice",
                "аlice", // the first letter is Cyrillic
                "älice",
                "alıce", // without its dot
                "alice\u0301",
                "١٢٣", // digits, but not ASCII's
            })
    void nameIsRefusedAndNotRepeated(String name) {
        assertThat(PersonName.isValid(name)).isFalse();
        assertThatThrownBy(() -> PersonName.check("sender", name))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("Field 'sender' is not a name: " + PersonName.RULE + ".");
    }
}
