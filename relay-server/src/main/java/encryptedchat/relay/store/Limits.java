package encryptedchat.relay.store;

/**
 * What may wait in one mailbox.
 *
 * @param messages at most this many
 * @param bytes at most this many bytes of content, in UTF-8
 */
public record Limits(int messages, long bytes) {
    public static final Limits DEFAULT = new Limits(10_000, 64L * 1024 * 1024);
}
