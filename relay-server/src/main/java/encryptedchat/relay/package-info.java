/**
 * The relay: it keeps public keys and sealed messages for people who are not there at the same moment, and can read
 * none of it. It has no cryptographic library; the little that it checks is the form of what it stores.
 */
@NullMarked
package encryptedchat.relay;

import org.jspecify.annotations.NullMarked;
