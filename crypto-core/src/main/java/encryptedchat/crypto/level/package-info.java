/**
 * The protocol ladder: one {@link encryptedchat.crypto.level.Session} per level.
 *
 * <p>The implementations are twins: the same members in the same order, so that a diff of two of them shows what the
 * next level adds. That they repeat each other is intended.
 */
@NullMarked
package encryptedchat.crypto.level;

import org.jspecify.annotations.NullMarked;
