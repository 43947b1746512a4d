/** RSA keys that are not made anew by each program that a test starts. */
@NullMarked
package encryptedchat.classroom.rsa;

import org.jspecify.annotations.NullMarked;
