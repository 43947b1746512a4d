/** Bob: he makes a key pair, publishes its public half, decrypts the master secret that Alice sends, and they talk. */
@NullMarked
package encryptedchat.bob;

import org.jspecify.annotations.NullMarked;
