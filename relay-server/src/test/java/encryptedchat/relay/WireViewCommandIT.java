package encryptedchat.relay;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.RelayProgram.Ended;
import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wire view of the packaged relay: where it is, who is told so, and what its options do. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WireViewCommandIT {
    private static final String LINE = "Wire view: ";

    @TempDir
    private Path folder = Path.of("");

    private final List<RelayProgram> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(relay -> relay.process().destroyForcibly());
    }

    private RelayProgram start(String... options) throws IOException {
        RelayProgram relay = RelayProgram.start(folder, options);
        started.add(relay);
        return relay;
    }

    private RelayProgram ready(String... options) throws IOException {
        RelayProgram relay = start(options);
        relay.out().readLine();
        return relay;
    }

    private static URI page(RelayProgram relay) throws IOException {
        String line = relay.out().readLine();
        assertThat(line).startsWith(LINE);
        return URI.create(line.substring(LINE.length()));
    }

    private static int status(URI page) {
        return new Calls("http://127.0.0.1:" + page.getPort())
                .get(page.getPath() + "levels/v1.json")
                .code();
    }

    @Test
    void itsAddressIsOnStandardOutputAndInNoLog() throws Exception {
        RelayProgram relay = start("--port", "0");
        String url = relay.awaitReady().url();
        URI page = page(relay);
        new V1Calls(url).registerAndLogIn(TestPerson.named("alice"));
        assertThat(status(page)).isEqualTo(200);

        assertThat(relay.stop().err())
                .singleElement()
                .asString()
                .contains("alice is registered")
                .doesNotContain(page.getPath());
    }

    @Test
    void thereIsNoneWhereNoneIsWanted() throws Exception {
        assertThat(ready("--port", "0", "--no-wire-view").stop().out()).isEmpty();
        assertThat(page(ready("--port", "0", "--wire-view")).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void itIsOnThePortThatItIsGiven() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }

        URI page = page(ready("--port", "0", "--wire-view-port", String.valueOf(free)));

        assertThat(page.getPort()).isEqualTo(free);
        assertThat(status(page)).isEqualTo(200);
    }

    @Test
    void portThatItCannotHaveIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Ended relay = start("--port", "0", "--wire-view-port", port).end();

            assertThat(relay.exitCode()).isEqualTo(1);
            assertThat(relay.out()).isEmpty();
            assertThat(relay.err())
                    .singleElement()
                    .asString()
                    .startsWith("Cannot listen on 127.0.0.1 port " + port + " for the wire view")
                    .contains("in use", "--wire-view-port");
        }
        Ended relay = start("--port", "0", "--wire-view-port", "65536").end();
        assertThat(relay.exitCode()).isEqualTo(2);
        assertThat(relay.err()).singleElement().asString().contains("--wire-view-port", "65535", "65536");
    }

    @Test
    void otherComputersReachItOnlyWhereItIsSaidSoAndWithAWarning() throws Exception {
        RelayProgram open = ready("--port", "0", "--wire-view-host", "0.0.0.0");
        URI page = page(open);
        assertThat(page.getHost()).isEqualTo("127.0.0.1");
        assertThat(status(page)).isEqualTo(200);
        assertThat(open.stop().err()).singleElement().asString().contains("Careful", "the wire view", "plain HTTP");

        RelayProgram closed = ready("--port", "0", "--host", "0.0.0.0", "--tls");
        closed.out().readLine();
        assertThat(page(closed).getHost()).isEqualTo("127.0.0.1");
        assertThat(closed.stop().err()).isEmpty();
    }
}
