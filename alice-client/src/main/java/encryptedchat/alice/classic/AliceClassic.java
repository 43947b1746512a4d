package encryptedchat.alice.classic;

import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.classic.ClassicSetting;
import encryptedchat.client.classic.ClassicWay;
import encryptedchat.client.classic.KeyExchange;
import java.util.Optional;

/** Alice at level classic. */
public final class AliceClassic extends ClassicWay {
    public AliceClassic() {
        super("alice", "bob");
    }

    @Override
    protected KeyExchange keyExchange(ClassicSetting setting, Optional<Agreement> earlier) {
        return new AliceKeyExchange(setting, earlier);
    }
}
