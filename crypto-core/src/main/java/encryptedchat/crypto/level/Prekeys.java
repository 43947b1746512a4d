package encryptedchat.crypto.level;

/** The private halves of the prekeys that one person has at one level. They never change: renewing makes new ones. */
public interface Prekeys {}
