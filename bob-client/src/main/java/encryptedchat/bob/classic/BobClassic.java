package encryptedchat.bob.classic;

import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.classic.ClassicSetting;
import encryptedchat.client.classic.ClassicWay;
import encryptedchat.client.classic.KeyExchange;
import java.util.Optional;

/** Bob at level classic. */
public final class BobClassic extends ClassicWay {
    public BobClassic() {
        super("bob", "alice");
    }

    @Override
    protected KeyExchange keyExchange(ClassicSetting setting, Optional<Agreement> earlier) {
        return new BobKeyExchange(setting);
    }
}
