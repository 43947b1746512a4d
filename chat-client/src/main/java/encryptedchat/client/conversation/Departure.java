package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console.Input;
import java.util.Optional;

/** When a conversation is over, and what the person is told about what is left of it. */
final class Departure {
    private final PeerLink link;
    private boolean inputEnded;
    private boolean interrupted;

    Departure(PeerLink link) {
        this.link = link;
    }

    /** @param input the end of the input, or the wish to leave at once */
    void begin(Input input) {
        inputEnded = true;
        interrupted = input instanceof Input.Interrupt;
    }

    /** Whoever has ended the input cannot decide about the peer's identity any more. */
    boolean isOver() {
        boolean nothingToDo = link.memory.now().outbox().isEmpty() || link.awaitsDecision();
        return interrupted || link.work.failure().isPresent() || (inputEnded && nothingToDo);
    }

    /** @throws ChatException if the relay cannot be used, or something is unsent that the person may take for sent */
    void leave() throws ChatException {
        Optional<RelayException> failure = link.work.failure();
        if (failure.isPresent()) {
            throw explained(failure.get());
        }
        int kept = link.memory.now().outbox().texts();
        if (kept == 0) {
            return;
        }
        String line = (kept == 1 ? "1 message is" : kept + " messages are") + " not sent, and kept for the next time.";
        if (!interrupted) {
            throw new ChatException(line + " First decide about " + link.peer() + "'s identity, as explained.");
        }
        link.tell(line);
    }

    private ChatException explained(RelayException failure) {
        String name = link.me().name();
        return failure.kind() == Kind.NAME_TAKEN
                ? new ChatException(
                        "The name " + name + " belongs to another identity key at this relay. Choose another name with"
                                + " --name, or use the home folder with the key of " + name
                                + "; if it is lost, whoever runs the relay can start it with --release " + name + ".",
                        failure)
                : failure;
    }
}
