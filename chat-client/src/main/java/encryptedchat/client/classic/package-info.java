/** Level classic: what Alice and Bob share of it beside the ground that is the same for every level. */
@NullMarked
package encryptedchat.client.classic;

import org.jspecify.annotations.NullMarked;
