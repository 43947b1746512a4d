/** The wire view in a real browser: what a class at the projector sees, and what nobody else gets from it. */
@NullMarked
package encryptedchat.classroom.wireview;

import org.jspecify.annotations.NullMarked;
