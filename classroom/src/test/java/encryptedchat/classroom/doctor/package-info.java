/** That the doctor finds each thing that can be wrong. */
@NullMarked
package encryptedchat.classroom.doctor;

import org.jspecify.annotations.NullMarked;
