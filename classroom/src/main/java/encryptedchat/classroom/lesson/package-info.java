/** {@code chat check}: a task for each lesson, other numbers for each learner, and a judge of the answers. */
@NullMarked
package encryptedchat.classroom.lesson;

import org.jspecify.annotations.NullMarked;
