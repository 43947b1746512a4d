package encryptedchat.client.classic;

import encryptedchat.client.relay.RelayException;

/**
 * One side's part in agreeing on keys. It is never over: the other side may start anew at any moment, and the relay may
 * forget what it was told.
 */
public interface KeyExchange {
    /**
     * Does what can be done now; called again and again, twice a second.
     *
     * @throws RelayException if the relay does not do its part; the next call goes on from there
     */
    void proceed() throws RelayException;

    /**
     * The relay was away and may have lost its memory: the next {@link #proceed} tells it again what it should know.
     */
    void tellRelayAgain();
}
