/** The relay's interface {@code /v1}: who is who, logging in, and mailboxes. {@code V1Routes} shows all of it. */
@NullMarked
package encryptedchat.relay.v1;

import org.jspecify.annotations.NullMarked;
