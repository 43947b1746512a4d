/** Level classic on this side. */
@NullMarked
package encryptedchat.bob.classic;

import org.jspecify.annotations.NullMarked;
