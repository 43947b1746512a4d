package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import encryptedchat.client.terminal.Console.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeConsoleTest {
    private static final int LONGEST = TextRules.MAX_TEXT_BYTES;
    private static final long HUNDRED_MEGABYTES = 100_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void linesAreReadInOrderWithoutTheirEnds() throws IOException {
        assertThat(inputsOf("one\ntwo\nthree\n")).containsExactly(line("one"), line("two"), line("three"));
    }

    @Test
    void carriageReturnBeforeALineFeedBelongsToTheLineEnd() throws IOException {
        assertThat(inputsOf("one\r\ntwo\r\n")).containsExactly(line("one"), line("two"));
    }

    @Test
    void onlyOneCarriageReturnBelongsToTheLineEnd() throws IOException {
        assertThat(inputsOf("o\rne\r\r\n")).containsExactly(line("o\rne\r"));
    }

    @Test
    void lastLineNeedsNoLineFeed() throws IOException {
        assertThat(inputsOf("one\ntwo")).containsExactly(line("one"), line("two"));
    }

    @Test
    void emptyInputHasNoLine() throws IOException {
        assertThat(inputsOf("")).isEmpty();
    }

    @Test
    void emptyLinesAreLines() throws IOException {
        assertThat(inputsOf("\n\r\n\n")).containsExactly(line(""), line(""), line(""));
    }

    @Test
    void inputIsUtf8() throws IOException {
        assertThat(inputsOf("Grüße, 你好 🔐\n")).containsExactly(line("Grüße, 你好 🔐"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c328", "e282", "c0af", "eda080", "f4908080", "80"})
    void lineThatIsNotUtf8IsUnreadableUnderItsNumberAndTheNextIsRead(String notUtf8) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("one\n".getBytes(UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(notUtf8));
        bytes.writeBytes("\nthree\n".getBytes(UTF_8));

        List<Input> inputs = inputsOf(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(inputs).hasSize(3).startsWith(line("one")).endsWith(line("three"));
        assertThat(inputs.get(1))
                .isInstanceOfSatisfying(
                        Input.Unreadable.class,
                        unreadable -> assertThat(unreadable.explanation()).startsWith("Line 2: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ""})
    void lineOfTheLongestLengthIsSendable(String lineEnd) throws IOException {
        List<Input> inputs = inputsOf("a".repeat(LONGEST) + lineEnd);

        assertThat(inputs).containsExactly(line("a".repeat(LONGEST)));
        assertThat(inputs).allMatch(PipeConsoleTest::isSendable);
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST + 1, LONGEST + 2, LONGEST + 3, 3 * LONGEST})
    void longerLineIsRefusedAndTheNextIsRead(int length) throws IOException {
        List<Input> inputs = inputsOf("a".repeat(length) + "\nnext\n");

        assertThat(inputs).hasSize(2).endsWith(line("next"));
        assertThat(inputs.get(0)).matches(input -> !isSendable(input));
    }

    @Test
    void lengthIsCountedInBytesAndNotInCharacters() throws IOException {
        assertThat(inputsOf("é".repeat(LONGEST / 2))).allMatch(PipeConsoleTest::isSendable);
        assertThat(inputsOf("é".repeat(LONGEST / 2) + "a")).noneMatch(PipeConsoleTest::isSendable);
    }

    @Test
    void hugeLineIsRefusedWithoutBeingHeld() throws IOException {
        InputStream input = new SequenceInputStream(
                new ManyLetters(HUNDRED_MEGABYTES), new ByteArrayInputStream("\nnext\n".getBytes(UTF_8)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();

        List<Input> inputs = inputsOf(input);

        assertThat(threads.getCurrentThreadAllocatedBytes() - allocatedBefore).isLessThan(HUNDRED_MEGABYTES / 20);
        assertThat(inputs).containsExactly(new Input.Unreadable("Line 1: " + TextRules.tooLong()), line("next"));
    }

    @Test
    void aScriptWritesHere() {
        assertThat(quiet().isForAPerson()).isFalse();
    }

    @Test
    void afterTheEndComesTheEndAgain() throws IOException {
        PipeConsole console = console(new ByteArrayInputStream(new byte[0]));

        assertThat(console.read()).isEqualTo(new Input.End());
        assertThat(console.read()).isEqualTo(new Input.End());
    }

    @Test
    void shownMessageIsNameColonTextLineFeedInUtf8() {
        quiet().showMessage("bob", "Grüße 🔐");

        assertThat(out.toByteArray()).isEqualTo("bob: Grüße 🔐\n".getBytes(UTF_8));
        assertThat(err.size()).isZero();
    }

    @Test
    void shownMessageIsOneLineWhateverItHolds() {
        quiet().showMessage("bob", "one\nalice: two\r\n\u0085\u2028\u001b[2J");

        assertThat(out.toString(UTF_8)).isEqualTo("bob: one␊alice: two␍␊\\u0085\\u2028␛[2J\n");
    }

    @Test
    void shownMessageHasLeftWhenTheMethodReturns() {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        PipeConsole console = new PipeConsole(InputStream.nullInputStream(), sink, err);

        console.showMessage("bob", "one");
        int afterTheFirst = sink.size();
        console.showMessage("bob", "two");

        assertThat(afterTheFirst).isEqualTo("bob: one\n".length());
        assertThat(sink.toString(UTF_8)).isEqualTo("bob: one\nbob: two\n");
    }

    @Test
    void statusAndProgressGoToTheErrorOutputOnly() {
        PipeConsole console = quiet();

        console.showStatus("Wörter");
        String result = console.showProgress("Working", () -> "done");

        assertThat(result).isEqualTo("done");
        assertThat(err.toString(UTF_8)).isEqualTo("Wörter\nWorking …\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void closedOutputIsAnErrorAndNotSilence() {
        PipeConsole console = new PipeConsole(InputStream.nullInputStream(), new ClosedPipe(), err);

        assertThatThrownBy(() -> console.showMessage("bob", "lost"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("output is closed");
    }

    private List<Input> inputsOf(String text) throws IOException {
        return inputsOf(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void anExplanationGoesToTheErrorOutputWithAMarkOnEachLine() {
        quiet().showExplanation(new Explanation(
                "Step 1: text sealed",
                false,
                List.of(new Explanation.Line("Done", "words"), new Explanation.Line("In", "bytes"))));

        assertThat(err.toString(UTF_8)).isEqualTo("| Step 1: text sealed\n|   Done: words\n|   In: bytes\n");
        assertThat(out.size()).isZero();
    }

    private List<Input> inputsOf(InputStream in) throws IOException {
        PipeConsole console = console(in);
        List<Input> inputs = new ArrayList<>();
        for (Input next = console.read(); !(next instanceof Input.End); next = console.read()) {
            inputs.add(next);
        }
        return inputs;
    }

    private PipeConsole quiet() {
        return console(InputStream.nullInputStream());
    }

    private PipeConsole console(InputStream in) {
        return new PipeConsole(in, out, err);
    }

    private static Input line(String text) {
        return new Input.Line(text);
    }

    private static boolean isSendable(Input input) {
        return input instanceof Input.Line line
                && TextRules.whyNotSendable(line.text()).isEmpty();
    }

    /** So many letters without a line end, made as they are read. */
    private static final class ManyLetters extends InputStream {
        private long rest;

        ManyLetters(long count) {
            this.rest = count;
        }

        @Override
        public int read() {
            return rest-- > 0 ? 'a' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (rest <= 0) {
                return -1;
            }
            int count = (int) Math.min(rest, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 'a');
            rest -= count;
            return count;
        }
    }

    /** What standard output is when the program behind the pipe has ended. */
    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
