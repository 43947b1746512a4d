/** Which levels there are. */
@NullMarked
package encryptedchat.client.level;

import org.jspecify.annotations.NullMarked;
