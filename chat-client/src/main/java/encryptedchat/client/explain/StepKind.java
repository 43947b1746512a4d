package encryptedchat.client.explain;

/** What a client does for a conversation, step by step. The words for each are in the file of {@link StepTexts}. */
public enum StepKind {
    IDENTITY_MADE,
    IDENTITY_READ,
    EXCHANGE_KEY_MADE,
    EXCHANGE_KEY_READ,
    EXCHANGE_KEY_SIGNED,
    NAME_REGISTERED,
    LOGGED_IN,
    EXCHANGE_KEY_PUBLISHED,
    /** Level classic takes a public key without knowing whose it is. */
    PUBLIC_KEY_TAKEN,
    PEER_PINNED,
    PEER_RECOGNISED,
    EXCHANGE_KEY_VERIFIED,
    MASTER_SECRET_MADE,
    MASTER_SECRET_ENCRYPTED,
    TRANSCRIPT_HASHED,
    OFFER_SIGNED,
    MASTER_SECRET_SENT,
    OFFER_SENT,
    MASTER_SECRET_FETCHED,
    OFFER_VERIFIED,
    MASTER_SECRET_DECRYPTED,
    KEY_DERIVED,
    TEXT_SEALED,
    MESSAGE_SENT,
    FETCHED,
    TEXT_OPENED,
    GAP_NOTICED,
    ACKNOWLEDGED
}
