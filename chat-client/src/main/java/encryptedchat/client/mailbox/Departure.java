package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** When a conversation is over, and what the person is told about what is left of it. */
final class Departure {
    private final String me;
    private final String peer;
    private final ConversationState state;
    private final Console console;
    private boolean ended;
    private boolean interrupted;
    private @Nullable RelayException failure;

    Departure(String me, String peer, ConversationState state, Console console) {
        this.me = me;
        this.peer = peer;
        this.state = state;
        this.console = console;
    }

    /** Nothing more is typed; what was typed before is still to be sent. */
    void inputEnded() {
        ended = true;
    }

    /** The person leaves now. */
    void interrupted() {
        interrupted = true;
    }

    /** The relay cannot be used. */
    void failed(RelayException why) {
        failure = why;
    }

    /** Whoever has ended the input cannot decide about the peer's identity any more. */
    boolean isOver() {
        return interrupted
                || failure != null
                || (ended && (state.outbox().isEmpty() || state.pin().awaitsDecision()));
    }

    /**
     * @throws IOException if something stays unsent that the person may take for sent
     * @throws RelayException if the relay cannot be used
     */
    void leave() throws IOException, RelayException {
        if (failure != null && failure.kind() == Kind.NAME_TAKEN) {
            throw nameTaken(failure);
        }
        if (failure != null) {
            throw failure;
        }
        int kept = state.outbox().texts();
        if (kept == 0) {
            return;
        }
        String line = (kept == 1 ? "1 message is" : kept + " messages are") + " not sent, and kept for the next time.";
        if (!interrupted) {
            throw new IOException(line + " First decide about " + peer + "'s identity, as it was explained.");
        }
        console.showStatus(line);
    }

    private IOException nameTaken(RelayException why) {
        return new IOException(
                "The name " + me + " belongs to another identity key at this relay. Choose another name with --name, or"
                        + " use the home folder with the key of " + me
                        + "; if it is lost, whoever runs the relay can start it with --release " + me + ".",
                why);
    }
}
