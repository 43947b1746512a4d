/** Alice: she fetches Bob's public key, makes a master secret, sends it to him encrypted, and then they talk. */
@NullMarked
package encryptedchat.alice;

import org.jspecify.annotations.NullMarked;
