package encryptedchat.classroom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A link that leads to another one, once. A browser gets its address on its command line, where everybody on this
 * computer can read it; the address of the wire view is to be known to one person only, and stays off it this way.
 */
final class OneTimeLink implements AutoCloseable {
    private static final int TOKEN_BYTES = 16;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;

    private final String target;
    private final String path;
    private final HttpServer server;
    private final AtomicBoolean used = new AtomicBoolean();
    private final CountDownLatch answered = new CountDownLatch(1);

    OneTimeLink(String target) throws IOException {
        this.target = target;
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path;
    }

    /** @return whether somebody has followed it in this time */
    boolean awaitUse(Duration patience) throws InterruptedException {
        return answered.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean follow = exchange.getRequestURI().getPath().equals(path) && used.compareAndSet(false, true);
            if (follow) {
                exchange.getResponseHeaders().set("Location", target);
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            }
            exchange.sendResponseHeaders(follow ? SEE_OTHER : NOT_FOUND, -1);
            if (follow) {
                answered.countDown();
            }
        }
    }

    /** Lets the answer that is on its way be read. */
    @Override
    public void close() {
        server.stop(1);
    }
}
