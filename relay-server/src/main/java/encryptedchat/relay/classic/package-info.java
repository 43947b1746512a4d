/** Level classic at the relay: the HTTP interface of the Python trio, in a memory of its own. */
@NullMarked
package encryptedchat.relay.classic;

import org.jspecify.annotations.NullMarked;
