/** What a client must not forget: its home folder, the files in it, and the passphrase that may protect them. */
@NullMarked
package encryptedchat.client.home;

import org.jspecify.annotations.NullMarked;
