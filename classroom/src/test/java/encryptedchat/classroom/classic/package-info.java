/** The three programs at level classic, end to end: what they promise there, and that nothing hostile stops them. */
@NullMarked
package encryptedchat.classroom.classic;

import org.jspecify.annotations.NullMarked;
