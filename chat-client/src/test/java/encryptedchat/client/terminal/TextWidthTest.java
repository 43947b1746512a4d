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

    @Test
    void aLineThatFitsStaysAsItIs() {
        assertThat(TextWidth.wrap("* twelve long", 13)).isEqualTo("* twelve long");
    }

    @Test
    void aLongerOneIsBrokenBetweenWordsAndIndented() {
        assertThat(TextWidth.wrap("* one two three", 9)).isEqualTo("* one two\n  three");
    }

    @Test
    void aWordLongerThanTheTerminalIsLeftToTheTerminal() {
        assertThat(TextWidth.wrap("* a incomprehensible b", 8)).isEqualTo("* a\n  incomprehensible\n  b");
    }

    @Test
    void aLineIsBrokenByItsWidthAndNotByTheNumberOfItsCharacters() {
        assertThat(TextWidth.wrap("* 你好 你好 🔐", 11)).isEqualTo("* 你好 你好\n  🔐");
        assertThat(TextWidth.wrap("* 你好 你好 🔐", 14)).isEqualTo("* 你好 你好 🔐");
    }

    @Test
    void columnsOfSpacesStay() {
        assertThat(TextWidth.wrap("* /who    you", 40)).isEqualTo("* /who    you");
    }

    @Test
    void withoutAWidthNothingIsBroken() {
        assertThat(TextWidth.wrap("* one two three", 0)).isEqualTo("* one two three");
    }
}
