package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void chineseCharactersAndEmojiTakeTwoColumns() {
        assertThat(TextWidth.of("你好 🔐")).isEqualTo(7);
    }

    @Test
    void anAccentThatIsACharacterOfItsOwnTakesNone() {
        assertThat(TextWidth.of("cafe\u0301")).isEqualTo(4);
    }

    @Test
    void aColourTakesNone() {
        assertThat(TextWidth.of("\u001b[1;35mred\u001b[0m")).isEqualTo(3);
    }

    @Test
    void aTabTakesOne() {
        assertThat(TextWidth.of("a\tb")).isEqualTo(3);
    }

    @Test
    void theBeginningOfATextHasWholeCharacters() {
        assertThat(TextWidth.beginning("a🔐b", 4)).isEqualTo("a🔐b");
        assertThat(TextWidth.beginning("a🔐b", 3)).isEqualTo("a🔐");
        assertThat(TextWidth.beginning("a🔐b", 2)).isEqualTo("a");
        assertThat(TextWidth.beginning("a🔐b", 0)).isEmpty();
    }
}
