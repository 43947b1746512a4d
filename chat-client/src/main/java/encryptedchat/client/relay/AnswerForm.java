package encryptedchat.client.relay;

import encryptedchat.wire.WireFormatException;

/** How the relay of one interface says whether it did what it was asked. */
public interface AnswerForm {
    /**
     * @throws RelayException if the answer tells of a failure: that one
     * @throws WireFormatException if no relay of this interface answers like this
     */
    void check(RelayAnswer answer) throws RelayException, WireFormatException;
}
