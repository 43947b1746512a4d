package encryptedchat.classroom;

import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.v1.V1;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever listens on the way changes nothing, however long an answer takes. */
class WireTapIT {
    @Test
    void theLongestPollComesToItsAnswer(@TempDir Path data) throws Exception {
        try (Program relay = Level.AUTHENTICATED.startRelay(data);
                WireTap wire = new WireTap(BOB, relay.relayUrl())) {
            assertThat(loggedIn(wire).poll(ALICE, V1.MAX_WAIT_SECONDS, 1)).isEmpty();

            Exchange poll = wire.await(0, Actor.is("GET", V1.MAILBOXES + BOB + V1.MESSAGES));
            assertThat(poll.query()).isEqualTo("from=alice&limit=1&wait=30");
            assertThat(poll.status()).isEqualTo(200);
            assertThat(poll.answer()).isEqualTo("{\"messages\":[]}");
        }
    }

    private static MailboxRelay loggedIn(WireTap wire) {
        Identity bob = new Identity(BOB, IdentityKeyPair.generate(new SecureRandom()));
        return new MailboxRelay(RelayAddress.parse(wire.url()), bob, Steps.SILENT);
    }
}
