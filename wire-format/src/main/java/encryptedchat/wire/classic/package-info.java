/** Level 1 on the wire: the six routes of the Python trio's relay and their JSON bodies, byte for byte. */
@NullMarked
package encryptedchat.wire.classic;

import org.jspecify.annotations.NullMarked;
