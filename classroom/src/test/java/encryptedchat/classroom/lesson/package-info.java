/** Each task can be solved by hand, and each usual mistake gets its hint. */
@NullMarked
package encryptedchat.classroom.lesson;

import org.jspecify.annotations.NullMarked;
