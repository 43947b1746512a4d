package encryptedchat.client.conversation;

import encryptedchat.client.explain.Narrator;
import encryptedchat.client.relay.Notices;
import encryptedchat.client.terminal.Console;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Detail;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.util.List;

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

    /** @param came what is known of it, none of which is to be believed */
    public void refuse(String what, RejectedException why, List<Detail> came) {
        say("A message was refused: " + why.getMessage() + ".");
        narrator.refused(what, why, came);
    }

    /** @throws RejectedException if this cannot be shown, because it is no text */
    public static String text(byte[] plaintext) throws RejectedException {
        try {
            return Utf8.decode("the message", plaintext);
        } catch (WireFormatException notUtf8) {
            throw new RejectedException(Reason.NOT_TEXT, "it does not hold UTF-8 text");
        }
    }
}
