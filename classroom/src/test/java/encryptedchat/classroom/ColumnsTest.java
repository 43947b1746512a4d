package encryptedchat.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A line is as wide as a terminal shows it. */
class ColumnsTest {
    @Test
    void linesAreBrokenBetweenWords() {
        assertThat(Columns.wrapped("one two three", 9)).containsExactly("one two", "three");
        assertThat(Columns.wrapped("one two three", 7)).containsExactly("one two", "three");
    }

    @Test
    void aWordLongerThanALineIsBrokenWithin() {
        assertThat(Columns.wrapped("a abcdefgh b", 4)).containsExactly("a", "abcd", "efgh", "b");
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Columns.wrapped("two  spaces", 11)).containsExactly("two  spaces");
        assertThat(Columns.wrapped("", 11)).containsExactly("");
    }

    @Test
    void theBreaksThatAreThereStay() {
        assertThat(Columns.wrapped("one\n\ntwo three", 5)).containsExactly("one", "", "two", "three");
    }

    @Test
    void aColourTakesNoColumn() {
        assertThat(Columns.padded("\u001b[1mred\u001b[0m", 5)).isEqualTo("\u001b[1mred\u001b[0m  ");
    }

    @Test
    void chineseCharactersAndEmojiTakeTwoColumns() {
        assertThat(Columns.wrapped("你好你好", 5)).containsExactly("你好", "你好");
        assertThat(Columns.padded("你好", 5)).isEqualTo("你好 ");
    }

    @Test
    void somethingAlwaysFollowsWhatIsPadded() {
        assertThat(Columns.padded("long", 4)).isEqualTo("long ");
    }
}
