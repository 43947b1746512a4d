package encryptedchat.client.conversation;

import encryptedchat.client.explain.Narrator;
import encryptedchat.client.relay.Notices;
import encryptedchat.client.terminal.Console;

/**
 * What the person sees of a conversation.
 *
 * @param notices say each thing once
 * @param narrator explains each step, if that is wanted
 */
public record Screen(Console console, Notices notices, Narrator narrator) {
    public static Screen of(Console console, Narrator narrator) {
        return new Screen(console, new Notices(console, "Retrying; your messages are saved."), narrator);
    }

    public void say(String line) {
        console.showStatus(line);
    }
}
