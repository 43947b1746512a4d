package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.terminal.Console.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a line that somebody types, or that a script writes. */
@Timeout(60)
class ConsoleReaderTest {
    private final RecordingConsole console = new RecordingConsole();
    private final BlockingQueue<Input> taken = new LinkedBlockingQueue<>();
    private final ConsoleReader reader =
            new ConsoleReader(console, new Commands(console).on("/verify yes", () -> {}), taken::put);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knownCommandIsObeyedInATerminalAndInAPipe(boolean forAPerson) throws Exception {
        console.isForAPerson = forAPerson;

        assertThat(takenOf("/verify yes", " /VERIFY  yess"))
                .containsExactly(new Input.Command("/verify yes"), new Input.Command(" /VERIFY  yess"));
    }

    @Test
    void mistypedCommandIsNotSentInATerminal() throws Exception {
        console.isForAPerson = true;

        assertThat(takenOf("/verfy yes", "/etc/passwd"))
                .containsExactly(new Input.Command("/verfy yes"), new Input.Line("/etc/passwd"));
    }

    @Test
    void whatOnlyLooksLikeACommandIsSentInAPipe() throws Exception {
        console.isForAPerson = false;

        assertThat(takenOf("/verfy yes", "/x")).containsExactly(new Input.Line("/verfy yes"), new Input.Line("/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "/quit"})
    void nothingIsReadBehindTheWishToLeave(String leaving) throws Exception {
        assertThat(takenOf("one", leaving)).containsExactly(new Input.Line("one"));

        console.type("two");
        assertThat(console.unread()).isEqualTo(2);
        assertThat(taken).isEmpty();
    }

    @Test
    void lineThatCannotBeSentIsSaidToBeNoneAndTheNextIsTaken() throws Exception {
        assertThat(takenOf("", "one\u001b", "two")).containsExactly(new Input.Line("two"));

        assertThat(console.statuses).hasSize(2).first().isEqualTo("An empty line is not sent.");
    }

    /** @return what is taken of these lines, without the end */
    private List<Input> takenOf(String... lines) throws InterruptedException {
        for (String line : lines) {
            console.type(line);
        }
        console.end();
        reader.start();
        List<Input> all = new ArrayList<>();
        for (Input next = taken.take(); !(next instanceof Input.End); next = taken.take()) {
            all.add(next);
        }
        return all;
    }
}
