/** What the relay keeps on its disk: an interface, and SQLite behind it. */
@NullMarked
package encryptedchat.relay.store;

import org.jspecify.annotations.NullMarked;
