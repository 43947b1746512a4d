/** What {@code ./chat doctor} runs: it needs nothing but a JDK, and tells whether the rest can run. */
@NullMarked
package encryptedchat.classroom.doctor;

import org.jspecify.annotations.NullMarked;
