package encryptedchat.wire;

/** How Ed25519 looks on the wire (RFC 8032 section 5.1). */
public final class Ed25519Wire {
    /** A public key (section 5.1.5). */
    public static final int PUBLIC_KEY_BYTES = 32;

    /** A signature (section 5.1.6). */
    public static final int SIGNATURE_BYTES = 64;

    private Ed25519Wire() {}
}
