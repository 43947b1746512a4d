package encryptedchat.bob;

import encryptedchat.client.ChatCommand;
import encryptedchat.client.conversation.Handshake;
import encryptedchat.client.conversation.PeerLink;
import encryptedchat.client.terminal.ChatException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The program {@code bob}. His steps are in {@link BobHandshake}; talking is the same for both. */
@Command(name = "chat bob", description = "Bob talks with Alice, end to end encrypted, through a relay.")
public final class BobCommand extends ChatCommand {
    private BobCommand() {
        super("bob", "alice");
    }

    public static void main(String[] args) {
        runAndExit(new BobCommand(), args);
    }

    @Override
    protected Handshake handshake(PeerLink link) throws IOException, ChatException {
        return new BobHandshake(link);
    }
}
