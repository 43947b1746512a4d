/**
 * A level that only the tests have, added as docs/adding-a-level.md says: it shows that a level can be added without a
 * change to any program, and it has what the levels to come need.
 */
@NullMarked
package encryptedchat.testlevel;

import org.jspecify.annotations.NullMarked;
