package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordWrapTest {
    @Test
    void aLineThatFitsStaysAsItIs() {
        assertThat(WordWrap.wrap("* twelve long", 13)).isEqualTo("* twelve long");
    }

    @Test
    void aLongerOneIsBrokenBetweenWordsAndIndented() {
        assertThat(WordWrap.wrap("* one two three", 9)).isEqualTo("* one two\n  three");
    }

    @Test
    void aWordLongerThanTheTerminalIsLeftToTheTerminal() {
        assertThat(WordWrap.wrap("* a incomprehensible b", 8)).isEqualTo("* a\n  incomprehensible\n  b");
    }

    @Test
    void chineseCharactersAndEmojiTakeTwoColumns() {
        assertThat(WordWrap.wrap("* 你好 你好 🔐", 11)).isEqualTo("* 你好 你好\n  🔐");
        assertThat(WordWrap.wrap("* 你好 你好 🔐", 14)).isEqualTo("* 你好 你好 🔐");
    }

    @Test
    void columnsOfSpacesStay() {
        assertThat(WordWrap.wrap("* /who    you", 40)).isEqualTo("* /who    you");
    }

    @Test
    void withoutAWidthNothingIsBroken() {
        assertThat(WordWrap.wrap("* one two three", 0)).isEqualTo("* one two three");
    }
}
