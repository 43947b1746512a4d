/** Level 2: as level 1, and signed: who is speaking, in which direction, in which order. */
@NullMarked
package encryptedchat.crypto.level.authenticated;

import org.jspecify.annotations.NullMarked;
