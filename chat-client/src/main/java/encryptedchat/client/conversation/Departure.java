package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console.Input;
import java.util.Optional;

/** When a conversation is over, and what the person is told about what is left of it. */
final class Departure {
    private final Setting setting;
    private boolean inputEnded;
    private boolean interrupted;

    Departure(Setting setting) {
        this.setting = setting;
    }

    /** @param input the end of the input, or the wish to leave at once */
    void begin(Input input) {
        inputEnded = true;
        interrupted = input instanceof Input.Interrupt;
    }

    /** Whoever has ended the input cannot decide about the peer's identity any more. */
    boolean isOver() {
        ConversationState now = setting.memory().now();
        return interrupted
                || setting.work().failure().isPresent()
                || (inputEnded
                        && (now.outbox().isEmpty() || now.peer().identity().awaitsDecision()));
    }

    /** @throws ChatException if the relay cannot be used, or something is unsent that the person may take for sent */
    void leave() throws ChatException {
        Optional<ChatException> failure = setting.work().failure();
        if (failure.isPresent()) {
            throw explained(failure.get());
        }
        int kept = setting.memory().now().outbox().texts();
        if (kept == 0) {
            return;
        }
        String line = (kept == 1 ? "1 message is" : kept + " messages are") + " not sent, and kept for the next time.";
        if (!interrupted) {
            throw new ChatException(line + " First decide about " + setting.peer() + "'s identity, as explained.");
        }
        setting.screen().say(line);
    }

    private ChatException explained(ChatException failure) {
        String name = setting.me().name();
        return failure instanceof RelayException ofRelay && ofRelay.kind() == Kind.NAME_TAKEN
                ? new ChatException(
                        "The name " + name + " belongs to another identity key at this relay. Choose another name with"
                                + " --name, or use the home folder with the key of " + name
                                + "; if it is lost, whoever runs the relay can start it with --release " + name + ".",
                        failure)
                : failure;
    }
}
