package encryptedchat.classroom.wireview;

import static java.net.HttpURLConnection.HTTP_OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Another site on this machine, open in the same browser: its page tries to read what it is pointed at. */
final class HostileSite implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    HostileSite() throws IOException {
        try (InputStream page = requireNonNull(HostileSite.class.getResourceAsStream("hostile.html"))) {
            serve("/", "text/html", page.readAllBytes());
        }
        serve("/page.js", "text/javascript", "export {};".getBytes(UTF_8));
        serve("/page.css", "text/css", new byte[] {' '});
        serve("/image.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8));
        serve("/events", "text/event-stream", "data: something\n\n".getBytes(UTF_8));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void serve(String path, String type, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, type, body));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(HTTP_OK, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
