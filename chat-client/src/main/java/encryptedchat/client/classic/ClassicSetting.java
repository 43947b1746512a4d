package encryptedchat.client.classic;

import encryptedchat.client.conversation.Screen;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What the parts of one conversation at level classic have in common. */
public record ClassicSetting(
        ClassicRelay relay,
        Sessions sessions,
        ClassicMemory memory,
        Screen screen,
        SecureRandom random,
        InstantSource clock) {
    public Steps steps() {
        return screen.narrator();
    }

    /** @return the session whose key follows from this master secret */
    public ClassicSession session(SecretBytes masterSecret) {
        return ClassicSession.begin(masterSecret, random, clock, steps());
    }

    /** @return whether it was said now, and not before */
    public boolean say(String line) {
        return screen.notices().say(line);
    }
}
