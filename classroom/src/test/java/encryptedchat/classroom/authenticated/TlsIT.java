package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay with TLS is talked to by who has its pin, by nobody else, and never without TLS. */
class TlsIT {
    private static final String WRONG_PIN = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static Path data;
    private static Program relay;

    @TempDir
    private Path homes;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        data = folder;
        relay = AUTHENTICATED.startRelay(data, "--tls");
    }

    @AfterAll
    static void end() {
        relay.close();
    }

    @Test
    void whoHasThePinTalksAlsoAfterTheRelayHasBeenRestarted() throws Exception {
        String url = relay.relayUrl();
        String pin = relay.relayPin();
        assertThat(url).startsWith("https://");
        assertThat(pin).matches("sha256/[A-Za-z0-9+/]{43}=");
        try (Program bob = start("bob", url, "--pin", pin);
                Program alice = start("alice", url, "--pin", pin)) {
            alice.type("over TLS");
            bob.awaitOut(0, "alice: over TLS"::equals);

            relay.kill();
            relay = AUTHENTICATED.startRelayAt(url, data, "--tls");

            assertThat(relay.relayPin()).isEqualTo(pin);
            bob.type("still over TLS");
            alice.awaitOut(0, "bob: still over TLS"::equals);
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefusedAndSaid() throws Exception {
        try (Program alice = start("alice", relay.relayUrl(), "--pin", WRONG_PIN)) {
            alice.type("not for you");

            assertThat(alice.awaitExit()).isEqualTo(1);
            assertThat(alice.out()).isEmpty();
            assertThat(alice.err()).last().asString().contains(relay.relayPin());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedWithoutAPin() throws Exception {
        try (Program alice = start("alice", relay.relayUrl())) {
            assertThat(alice.awaitExit()).isEqualTo(1);
            assertThat(alice.out()).isEmpty();
            assertThat(alice.err()).last().asString().contains(relay.relayPin());
        }
    }

    @Test
    void plainHttpToARelayWithTlsIsSaid() throws Exception {
        try (Program alice = start("alice", relay.relayUrl().replace("https://", "http://"))) {
            alice.awaitErr(0, line -> line.contains("https://"));
            assertThat(alice.out()).isEmpty();
        }
    }

    @Test
    void aPinAtAnAddressWithoutTlsIsAMistakeInTheCommand() throws Exception {
        try (Program alice = start("alice", "http://127.0.0.1:1", "--pin", WRONG_PIN)) {
            assertThat(alice.awaitExit()).isEqualTo(2);
            assertThat(alice.out()).isEmpty();
            assertThat(alice.err()).first().asString().startsWith("--pin needs an address with https://");
        }
    }

    private Program start(String name, String url, String... options) throws Exception {
        return AUTHENTICATED.startClient(name, url, homes.resolve(name), options);
    }
}
