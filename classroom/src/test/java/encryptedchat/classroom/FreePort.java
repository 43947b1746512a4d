package encryptedchat.classroom;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that is started later, or once more: below those that a system gives to whoever asks for any
 * (from 32768 on Linux, from 49152 elsewhere), so that nobody else is given it in between.
 */
public final class FreePort {
    private static final int FROM = 20_000;
    private static final int TO = 32_768;

    private FreePort() {}

    public static int any() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
    }
}
