package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Passes TCP connections on to a relay and keeps every byte of both directions, headers and all. */
public final class ByteTap implements AutoCloseable {
    private final URI relay;
    private final ServerSocket door;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<ByteArrayOutputStream> streams = new ConcurrentLinkedQueue<>();

    public ByteTap(String relayUrl) throws IOException {
        relay = URI.create(relayUrl);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::acceptAll);
    }

    public String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    /** @return all bytes so far, each as one character; each direction of each connection is in one piece */
    public String bytes() {
        return streams.stream().map(stream -> stream.toString(ISO_8859_1)).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(relay.getHost(), relay.getPort());
            sockets.add(client);
            sockets.add(server);
            inBackground(() -> passOn(client, server));
            inBackground(() -> passOn(server, client));
        }
    }

    private void passOn(Socket from, Socket to) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        streams.add(seen);
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // One side has closed the connection, or the test is over: there is no more to pass on.
                        return;
                    }
                },
                "byte-tap");
        thread.setDaemon(true);
        thread.start();
    }
}
