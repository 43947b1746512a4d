package encryptedchat.alice;

import encryptedchat.client.ChatCommand;
import encryptedchat.client.conversation.Handshake;
import encryptedchat.client.conversation.PeerLink;
import picocli.CommandLine.Command;

/** The program {@code alice}. Her steps are in {@link AliceHandshake}; talking is the same for both. */
@Command(name = "chat alice", description = "Alice talks with Bob, end to end encrypted, through a relay.")
public final class AliceCommand extends ChatCommand {
    private AliceCommand() {
        super("alice", "bob");
    }

    public static void main(String[] args) {
        runAndExit(new AliceCommand(), args);
    }

    @Override
    protected Handshake handshake(PeerLink link) {
        return new AliceHandshake(link);
    }
}
