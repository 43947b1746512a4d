package encryptedchat.bob.classic;

import encryptedchat.client.classic.ClassicWay;

/** Bob at level classic. */
public final class BobClassic extends ClassicWay {
    public BobClassic() {
        super("bob", "alice", (setting, earlier) -> new BobKeyExchange(setting));
    }
}
