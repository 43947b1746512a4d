package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {
    private static final int LONGEST = TextRules.MAX_TEXT_BYTES;
    private static final String WOMAN_ASTRONAUT = "👩\u200d🚀";
    private static final String RIGHT_TO_LEFT = "\u200fשלום\u200e, \u202bمرحبا\u202c, \u2067نص\u2069";

    /** C0 without the tab, DELETE, C1, and the two separators that Unicode adds. */
    static IntStream controls() {
        return IntStream.concat(
                IntStream.concat(
                        IntStream.range(0, 0x20).filter(control -> control != '\t'), IntStream.rangeClosed(0x7f, 0x9f)),
                IntStream.of(0x2028, 0x2029));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "Grüße, 你好",
                "with\ttab",
                "🔐",
                WOMAN_ASTRONAUT,
                RIGHT_TO_LEFT,
                "/",
                "/home/alice",
                "/help me",
                " /help",
                "1/2",
                "/2",
                "exit the building"
            })
    void ordinaryTextIsSendable(String text) {
        assertThat(TextRules.whyNotSendable(text)).isEmpty();
    }

    @Test
    void emptyLineIsNotSendable() {
        assertThat(TextRules.whyNotSendable("")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void controlCharacterIsNotSendableAndIsNamed(int control) {
        assertThat(TextRules.whyNotSendable("before" + Character.toString(control) + "after"))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(String.format("U+%04X", control))
                        .doesNotContain(Character.toString(control)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd83d, 0xdd10})
    void halfOfASurrogatePairIsNotSendable(int half) {
        assertThat(TextRules.whyNotSendable("a" + (char) half + "b")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "🔐"})
    void textOfTheLongestLengthInBytesIsSendableAndOneByteMoreIsNot(String character) {
        String longest = character.repeat(LONGEST / utf8Length(character));

        assertThat(TextRules.whyNotSendable(longest)).isEmpty();
        assertThat(TextRules.whyNotSendable(longest + "a")).contains(TextRules.tooLong());
    }

    @ParameterizedTest
    @MethodSource("controls")
    void controlCharacterIsShownAsAVisibleOne(int control) {
        String shown = TextRules.printable("a" + Character.toString(control) + "b");

        String expected = control < 0x20
                ? Character.toString(0x2400 + control)
                : control == 0x7f ? "␡" : String.format("\\u%04x", control);
        assertThat(shown).isEqualTo("a" + expected + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Grüße, 你好", "with\ttab", "🔐", WOMAN_ASTRONAUT, RIGHT_TO_LEFT, "e\u0301", "\\u001b"})
    void otherTextIsShownAsItIs(String text) {
        assertThat(TextRules.printable(text)).isEqualTo(text);
    }

    @Test
    void everyCharacterButTheControlsAndTheOverridesOfDirectionIsShownAsItIs() {
        IntStream changed = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character ->
                        !TextRules.printable(Character.toString(character)).equals(Character.toString(character)));

        assertThat(changed.toArray())
                .isEqualTo(IntStream.concat(controls(), IntStream.of(0x202d, 0x202e))
                        .sorted()
                        .toArray());
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202d", "\u202e"})
    void whatTurnsTheDirectionOfALineIsMadeVisible(String turning) {
        assertThat(TextRules.printable("a" + turning + "b"))
                .isEqualTo(String.format("a\\u%04x" + "b", (int) turning.charAt(0)));
    }
}
