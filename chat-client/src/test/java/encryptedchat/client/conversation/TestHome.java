package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.RANDOM;

import encryptedchat.client.home.Home;
import encryptedchat.client.home.PassphraseSource;
import encryptedchat.client.home.StateFiles;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.level.Party;
import java.io.IOException;
import java.nio.file.Path;

/** A home folder without a passphrase. */
record TestHome(Home home, StateFiles files) implements AutoCloseable {
    static TestHome open(Path folder) throws IOException, ChatException {
        Home home = Home.open(folder);
        PassphraseSource nobodyToAsk = PassphraseSource.ofKeyboard(prompt -> new char[0], false);
        return new TestHome(home, StateFiles.open(home, nobodyToAsk, RANDOM));
    }

    Memory memoryOf(Party me, String peer) throws IOException, ChatException {
        return Memory.open(files, peer, me);
    }

    @Override
    public void close() throws IOException {
        home.close();
    }
}
