/** The guided demo. The end-to-end tests of this module use its parts: real processes, and a view of the wire. */
@NullMarked
package encryptedchat.classroom;

import org.jspecify.annotations.NullMarked;
