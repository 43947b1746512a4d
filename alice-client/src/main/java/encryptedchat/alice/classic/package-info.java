/** Level classic on this side. */
@NullMarked
package encryptedchat.alice.classic;

import org.jspecify.annotations.NullMarked;
