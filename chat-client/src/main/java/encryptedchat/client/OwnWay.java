package encryptedchat.client;

import encryptedchat.client.explain.Narrator;
import encryptedchat.client.home.Home;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A level that has routes and a conversation of its own, and so is no {@link encryptedchat.crypto.level.Level}. Each
 * side's is found by {@link ServiceLoader}, so that nobody else has to name it.
 */
public interface OwnWay {
    /** What the level is called on the command line. */
    String level();

    /** @return why these options do not go with this level, if that is so, as a sentence for the person */
    Optional<String> whyNot(Wish wish);

    /** Talks until the person leaves. */
    void talk(RelayAddress relay, Home home, Console console, Narrator narrator)
            throws IOException, ChatException, InterruptedException;

    /**
     * What the person wants that not every level has.
     *
     * @param passphrase whether one is to protect the home
     */
    record Wish(String name, String peer, boolean passphrase) {}

    static List<OwnWay> all() {
        return ServiceLoader.load(OwnWay.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
