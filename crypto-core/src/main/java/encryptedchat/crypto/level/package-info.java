/**
 * The protocol ladder: {@link encryptedchat.crypto.level.Level} is what every level from 2 up does, and each level is a
 * package of its own below this one. Level 1 has its own way to agree on keys, and shares the
 * {@link encryptedchat.crypto.level.Session}.
 *
 * <p>The levels are twins: the same members in the same order, so that a diff of two of them shows what the next level
 * adds. That they repeat each other is intended.
 */
@NullMarked
package encryptedchat.crypto.level;

import org.jspecify.annotations.NullMarked;
