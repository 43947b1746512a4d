/** Level 2 on the wire: signed exchange keys, signed offers, and messages that say who, to whom and which one. */
@NullMarked
package encryptedchat.wire.authenticated;

import org.jspecify.annotations.NullMarked;
