/**
 * What crosses the wire, and the text forms it takes there: strict JSON, canonical Base64, PEM, UTF-8.
 *
 * <p>Everything here refuses what it does not fully understand. Two programs that read the same bytes differently are
 * how a check in one is bypassed in the other, so there is one reader, and it is strict.
 */
@NullMarked
package encryptedchat.wire;

import org.jspecify.annotations.NullMarked;
