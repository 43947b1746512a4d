/**
 * What Alice and Bob share: the way to the relay, the conversation, the console and the home folder. What one of them
 * does and the other does not is in their own modules.
 */
@NullMarked
package encryptedchat.client;

import org.jspecify.annotations.NullMarked;
