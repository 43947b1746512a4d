package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "authenticated", "post-quantum", "level-2", "a-", "abcdefghijklmnopqrstuvwxyz012345"})
    void wordOfTheProtocolIsTaken(String word) throws Exception {
        assertThat(Word.check("level", word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "-a",
                "Offer",
                "of fer",
                "offer\n",
                "of_fer",
                "of/fer",
                "öffer",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void anotherWordIsRefusedAndNotRepeated(String word) {
        assertThatThrownBy(() -> Word.check("kind", word))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("Field 'kind' is not a word of the protocol: " + Word.RULE + ".");
    }
}
