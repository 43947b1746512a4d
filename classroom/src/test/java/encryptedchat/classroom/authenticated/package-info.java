/** The three programs at level authenticated, end to end: what they promise against faults and against Mallory. */
@NullMarked
package encryptedchat.classroom.authenticated;

import org.jspecify.annotations.NullMarked;
