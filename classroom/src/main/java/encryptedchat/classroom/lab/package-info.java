/** {@code chat lab}: each step of the cryptography by hand, on bytes that the learner chooses. */
@NullMarked
package encryptedchat.classroom.lab;

import org.jspecify.annotations.NullMarked;
