/**
 * Level 1: RSA carries a master secret, and one key of AES-GCM protects both directions. Nobody proves who they are.
 */
@NullMarked
package encryptedchat.crypto.level.classic;

import org.jspecify.annotations.NullMarked;
