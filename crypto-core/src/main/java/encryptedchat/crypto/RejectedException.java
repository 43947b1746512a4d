package encryptedchat.crypto;

import encryptedchat.wire.WireFormatException;

/**
 * Something that arrived is refused, and why. Nothing of it may be used or shown.
 *
 * <p>The reasons are as coarse as they are on purpose: an attacker who learns more than "refused" from a decryption can
 * sometimes use the answer to decrypt (Manger 2001 against OAEP, Vaudenay 2002 against padding).
 */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why it is refused. */
    public enum Reason {
        /** Bytes, key, nonce, tag, signature or associated data do not belong together. */
        NOT_AUTHENTIC,
        /** A part does not have the form that the protocol gives it. */
        MALFORMED,
        /** It is for somebody else, from somebody else, or of another session or level. */
        NOT_OURS,
        /** It came before, or comes after what was sent later. */
        REPLAYED,
        /** Its time is too far from ours. */
        STALE,
        /** The content is authentic, but is not UTF-8 text. */
        NOT_TEXT
    }

    private final Reason reason;

    /** @param message one line for the person at the screen, without any secret or received content */
    public RejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** @return that something that arrived does not have the form that the protocol gives it */
    public static RejectedException malformed(WireFormatException why) {
        return new RejectedException(
                Reason.MALFORMED, "it does not have the form that belongs there (" + why.getMessage() + ")");
    }

    public Reason reason() {
        return reason;
    }
}
