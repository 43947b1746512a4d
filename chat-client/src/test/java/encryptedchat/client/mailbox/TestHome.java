package encryptedchat.client.mailbox;

import static encryptedchat.client.mailbox.TestPeople.CLOCK;
import static encryptedchat.client.mailbox.TestPeople.RANDOM;

import encryptedchat.client.Home;
import encryptedchat.client.PassphraseSource;
import encryptedchat.client.StateFiles;
import encryptedchat.crypto.level.Steps;
import java.io.IOException;
import java.nio.file.Path;

/** A home folder without a passphrase. */
record TestHome(Home home, StateFiles files) implements AutoCloseable {
    static TestHome open(Path folder) throws IOException {
        Home home = Home.open(folder);
        return new TestHome(home, StateFiles.open(home, PassphraseSource.ifNeeded(prompt -> new char[0]), RANDOM));
    }

    ConversationState conversationWith(String peer) throws IOException {
        return ConversationState.load(home, files, peer, RANDOM, CLOCK, Steps.SILENT);
    }

    @Override
    public void close() throws IOException {
        home.close();
    }
}
