package encryptedchat.crypto.identity;

/**
 * Oneself: the name, and the key pair that it stands for.
 *
 * @param name at the relay
 */
public record Identity(String name, IdentityKeyPair keyPair) {
    /** @return what others know of it */
    public Person person() {
        return new Person(name, keyPair.publicKey());
    }
}
