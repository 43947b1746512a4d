/**
 * The narrated mode: each step is told as it happens, in plain words, with the bytes that went in and came out.
 *
 * <p>A step comes from where it is done; {@link encryptedchat.client.explain.Narrator} finds the words for it, and the
 * console shows them.
 */
@NullMarked
package encryptedchat.client.explain;

import org.jspecify.annotations.NullMarked;
