package encryptedchat.client.explain;

/** What can be refused. */
public enum Refused {
    /** Another identity key under the name of the peer. */
    PEER,
    EXCHANGE_KEY,
    MASTER_SECRET,
    OFFER,
    MESSAGE
}
