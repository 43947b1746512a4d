/**
 * The wire view: what crosses the wire, recorded and shown on a page of the relay's own, to whoever sits in front of
 * its computer.
 */
@NullMarked
package encryptedchat.relay.wireview;

import org.jspecify.annotations.NullMarked;
