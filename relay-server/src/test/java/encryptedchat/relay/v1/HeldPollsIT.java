package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.tree;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.relay.http.HttpServer;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.wireview.WireView;
import encryptedchat.wire.v1.V1;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Polls over HTTP that are held until something comes: they end when they should, and cost nearly nothing, also where
 * they are recorded.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HeldPollsIT {
    private static final int PEOPLE = 125;

    /** What Jetty needs to accept and to read, and a few more. */
    private static final int THREADS = 12;

    @TempDir
    private Path folder;

    private Store store;
    private V1Routes routes;
    private HttpServer server;
    private URI url;
    private V1Calls calls;
    private final List<Poll> polls = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        store = Store.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        routes = new V1Routes(store, V1Calls.UNHURRIED, Clock.systemUTC(), threads);
        Listener listener = new Listener(InetAddress.getLoopbackAddress(), 0);
        WireView view = WireView.start(
                new Listener(InetAddress.getLoopbackAddress(), 0), "127.0.0.1", new SecureRandom(), Clock.systemUTC());
        server = HttpServer.start(listener, threads, V1.MAX_BODY_BYTES, List.of(routes, view));
        url = URI.create(server.url());
        calls = new V1Calls(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        for (Poll poll : polls) {
            poll.socket().close();
        }
        server.close();
        store.close();
    }

    /** A poll whose answer is read later. */
    private record Poll(Socket socket) {
        String body() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 200 ");
            String length = head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
            return new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
        }
    }

    private Poll poll(String mailbox, String token, int wait) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        String request = "GET /v1/mailboxes/" + mailbox + "/messages?wait=" + wait + " HTTP/1.1\r\nHost: relay\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        Poll poll = new Poll(socket);
        polls.add(poll);
        return poll;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void pollIsHeldUntilAMessageComes() throws IOException {
        String token = calls.registerAndLogIn(TestPerson.named("bob"));
        Poll poll = poll("bob", token, 30);
        await(() -> routes.waitingPolls() == 1);
        String id = newId();

        calls.sendMessage("bob", token, id, "hello");

        assertThat(routes.waitingPolls()).isZero();
        assertThat(tree(poll.body()).at("/messages/0/id").textValue()).isEqualTo(id);
    }

    @Test
    void pollEndsEmptyWhenItsTimeIsOver() throws IOException {
        String token = calls.registerAndLogIn(TestPerson.named("bob"));
        long begun = System.nanoTime();

        assertThat(poll("bob", token, 1).body()).isEqualTo("{\"messages\":[]}");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(routes.waitingPolls()).isZero();
    }

    @Test
    void messageIsNotLostWhereItsReaderHasHungUp() throws IOException {
        String token = calls.registerAndLogIn(TestPerson.named("bob"));
        Poll broken = poll("bob", token, 30);
        await(() -> routes.waitingPolls() == 1);
        broken.socket().close();
        String id = newId();

        calls.sendMessage("bob", token, id, "hello");

        assertThat(routes.waitingPolls()).isZero();
        assertThat(calls.waiting("bob", token)).containsExactly(id);
    }

    @Test
    void thousandPollsWaitAtAServerOfFewThreads() throws IOException {
        List<String> tokens = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            tokens.add(calls.registerAndLogIn(TestPerson.named("p" + person)));
        }
        for (int person = 0; person < PEOPLE; person++) {
            for (int i = 0; i < WaitingPolls.MAX_PER_MAILBOX; i++) {
                poll("p" + person, tokens.get(person), 30);
            }
        }
        await(() -> routes.waitingPolls() == PEOPLE * WaitingPolls.MAX_PER_MAILBOX);

        long sent = System.nanoTime();
        for (int person = 0; person < PEOPLE; person++) {
            calls.sendMessage("p" + person, tokens.get(0), newId(), "hello");
        }
        for (Poll poll : polls) {
            assertThat(poll.body()).contains("\"sender\":\"p0\"");
        }

        System.out.printf(
                "%,d polls waited at a server of %d threads, and were answered within %.1f s of %d messages%n",
                polls.size(), THREADS, (System.nanoTime() - sent) / 1e9, PEOPLE);
        assertThat(routes.waitingPolls()).isZero();
    }

    @Test
    void stopAnswersAllPollsAtOnceAndCutsNothingOff() throws IOException {
        String token = calls.registerAndLogIn(TestPerson.named("bob"));
        for (int i = 0; i < WaitingPolls.MAX_PER_MAILBOX; i++) {
            poll("bob", token, 30);
        }
        await(() -> routes.waitingPolls() == WaitingPolls.MAX_PER_MAILBOX);

        long stopped = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(10));
        for (Poll poll : polls) {
            assertThat(poll.body()).isEqualTo("{\"messages\":[]}");
        }
        assertThatThrownBy(() -> poll("bob", token, 30)).isInstanceOf(ConnectException.class);
    }
}
