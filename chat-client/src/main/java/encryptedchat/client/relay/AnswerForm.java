package encryptedchat.client.relay;

import encryptedchat.wire.WireFormatException;
import java.util.Optional;

/** How the relay of one interface says whether it did what it was asked. */
public interface AnswerForm {
    /**
     * @return the failure that the answer tells of, or nothing if it tells of none
     * @throws WireFormatException if no relay of this interface answers like this
     */
    Optional<RelayException> failure(RelayAnswer answer) throws WireFormatException;
}
