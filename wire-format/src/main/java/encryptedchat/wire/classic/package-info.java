/** Level 1 on the wire: the six routes of the Python trio's relay and their JSON bodies. */
@NullMarked
package encryptedchat.wire.classic;

import org.jspecify.annotations.NullMarked;
