/** One small class per primitive. A key holds bytes and does nothing; a primitive takes a key and works. */
@NullMarked
package encryptedchat.crypto.primitive;

import org.jspecify.annotations.NullMarked;
