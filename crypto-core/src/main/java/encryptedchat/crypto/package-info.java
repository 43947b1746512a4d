/**
 * The cryptography: primitives in {@code primitive}, and over them the protocol levels in {@code level}.
 *
 * <p>Nothing here reads a file, opens a connection, starts a thread or looks at a clock. Time and randomness come in
 * through constructors, so that a test can fix them and see the same bytes again.
 */
@NullMarked
package encryptedchat.crypto;

import org.jspecify.annotations.NullMarked;
