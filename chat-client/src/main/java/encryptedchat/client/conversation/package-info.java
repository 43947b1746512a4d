/**
 * A conversation through the relay's mailboxes: nothing is lost and nothing is shown twice, whoever is killed when; and
 * nothing is said to somebody whose identity key has changed, until the person at the screen has decided.
 */
@NullMarked
package encryptedchat.client.conversation;

import org.jspecify.annotations.NullMarked;
