/** The way to the relay: HTTP, the login, and {@code /v1} as methods. */
@NullMarked
package encryptedchat.client.relay;

import org.jspecify.annotations.NullMarked;
