/**
 * Who somebody is: the key that proves it, and the number by which two people make sure that they have the right one.
 */
@NullMarked
package encryptedchat.crypto.identity;

import org.jspecify.annotations.NullMarked;
