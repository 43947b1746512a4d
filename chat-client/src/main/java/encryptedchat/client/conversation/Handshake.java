package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.wire.RawJson;
import java.io.IOException;

/** One side's part in agreeing on keys, at every level from 2 up. What the two sides do is in their own modules. */
public interface Handshake {
    /** @return whether keys are wanted and not there yet, so that it is worth looking often; from any thread */
    boolean isWaiting();

    /**
     * Does with the relay what can be done now. It is called before each time that messages are fetched, in the thread
     * that fetches them.
     *
     * @throws RelayException if the relay does not do its part; the next call goes on from there
     */
    void proceed() throws RelayException, InterruptedException;

    /** The relay has lost its memory: whatever it was told, it does not know any longer. */
    void relayHasForgotten();

    /**
     * An offer has come. It is called in the conversation's own thread.
     *
     * @throws RejectedException if the offer is not good, or this side takes none
     */
    void take(RawJson offer) throws RejectedException, IOException;

    /** The person wants new keys. */
    void renew();

    /** Makes one side's part of a conversation. */
    @FunctionalInterface
    interface Side {
        Handshake with(PeerLink link) throws IOException, ChatException;
    }
}
