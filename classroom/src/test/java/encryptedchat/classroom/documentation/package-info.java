/** The documents are tested: what they show is run, what they link to is there. */
@NullMarked
package encryptedchat.classroom.documentation;

import org.jspecify.annotations.NullMarked;
