package encryptedchat.crypto.identity;

/**
 * Somebody as others know them.
 *
 * @param name at the relay
 * @param identityKey what the name stands for
 */
public record Person(String name, IdentityKey identityKey) {}
