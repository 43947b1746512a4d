package encryptedchat.alice.classic;

import encryptedchat.client.classic.ClassicWay;

/** Alice at level classic. */
public final class AliceClassic extends ClassicWay {
    public AliceClassic() {
        super("alice", "bob", AliceKeyExchange::new);
    }
}
