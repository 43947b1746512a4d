/** The lab gives the numbers of the standards, and refuses what the programs refuse. */
@NullMarked
package encryptedchat.classroom.lab;

import org.jspecify.annotations.NullMarked;
