/** Where the person, or the script, is: what is typed and shown. */
@NullMarked
package encryptedchat.client.terminal;

import org.jspecify.annotations.NullMarked;
