/**
 * The relay's interface under {@code /v1} on the wire: who is who, logging in, mailboxes, and the form of its errors.
 */
@NullMarked
package encryptedchat.wire.v1;

import org.jspecify.annotations.NullMarked;
