package encryptedchat.classroom.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether programs of this computer reach each other, by which ports, and what stands between. */
final class NetworkChecks {
    private static final int PATIENCE_MILLIS = 3000;
    private static final int ENOUGH_OF_AN_ANSWER = 100;

    private final Computer computer;
    private final Platform platform;

    NetworkChecks(Computer computer) {
        this.computer = computer;
        this.platform = computer.platform();
    }

    List<Supplier<Finding>> all() {
        return List.of(this::loopback, this::javaOptions, this::proxies, this::relayPort, this::pythonPort);
    }

    private Finding loopback() {
        if (!isDirect("http") || !isDirect("socket")) {
            return Finding.wrong(
                    "Java would go through a proxy to reach this computer itself (127.0.0.1).",
                    "Take http.nonProxyHosts and socksNonProxyHosts out of the options of Java.");
        }
        try (ServerSocket listening = listenOn(0);
                Socket calling = new Socket()) {
            calling.connect(listening.getLocalSocketAddress(), PATIENCE_MILLIS);
            return Finding.ok("Programs of this computer reach each other (127.0.0.1).");
        } catch (IOException refused) {
            return Finding.wrong(
                    "Programs of this computer do not reach each other (127.0.0.1): " + refused.getMessage(),
                    "Let the firewall, or whatever else protects this computer, allow Java local connections.");
        }
    }

    private Finding javaOptions() {
        List<String> set = computer.namesOfSet("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
        return set.isEmpty()
                ? Finding.ok("No variable gives options to every Java program.")
                : Finding.look(
                        "Every Java program is given options by " + String.join(", ", set) + ".",
                        "If a program behaves oddly, unset that first.");
    }

    private Finding proxies() {
        List<String> set =
                computer.namesOfSet("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");
        if (set.isEmpty()) {
            return Finding.ok("No variable names a proxy.");
        }
        Path settings = computer.home().resolve(".m2").resolve("settings.xml");
        return computer.isBuilt() || Files.exists(settings)
                ? Finding.ok("A proxy is named by " + String.join(", ", set) + ", which Java and Maven do not read.")
                : Finding.look(
                        "A proxy is named by " + String.join(", ", set) + ", and Maven does not read that.",
                        "If Maven cannot fetch the libraries, name the proxy in " + settings
                                + ": https://maven.apache.org/guides/mini/guide-proxies.html");
    }

    private Finding relayPort() {
        int port = computer.relayPort();
        if (isFree(port)) {
            return Finding.ok("Port " + port + ", the relay's, is free.");
        }
        if (aRelayAnswers(port)) {
            return Finding.ok("At port " + port + " a relay of this project is running.");
        }
        int other = port + 1;
        return Finding.look(
                "Port " + port + ", the relay's, is taken by another program, or by a relay with --tls. The demo takes "
                        + "any free one.",
                "See who has it (" + platform.ports + ") and end that; or take another port: " + platform.chat
                        + " relay --port " + other + ", and " + platform.chat + " bob --relay http://127.0.0.1:" + other
                        + ", alice likewise.");
    }

    private Finding pythonPort() {
        int port = computer.pythonPort();
        return isFree(port)
                ? Finding.ok("Port " + port + ", that of the Python originals, is free.")
                : Finding.look(
                        "Port " + port + " is taken. Only the Python originals need it, at level classic.",
                        platform == Platform.MAC
                                ? "Often it is the AirPlay Receiver: System Settings, General, AirDrop & Handoff."
                                : "See who has it: " + platform.ports);
    }

    private static boolean isDirect(String scheme) {
        return Optional.ofNullable(ProxySelector.getDefault())
                .map(selector -> selector.select(URI.create(scheme + "://127.0.0.1:7070")))
                .orElse(List.of(Proxy.NO_PROXY))
                .equals(List.of(Proxy.NO_PROXY));
    }

    private static boolean isFree(int port) {
        try (ServerSocket listening = listenOn(port)) {
            return listening.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static boolean aRelayAnswers(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/v1/health");
            HttpURLConnection http = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
            http.setConnectTimeout(PATIENCE_MILLIS);
            http.setReadTimeout(PATIENCE_MILLIS);
            String answer = new String(http.getInputStream().readNBytes(ENOUGH_OF_AN_ANSWER), UTF_8);
            return answer.startsWith("{\"status\":");
        } catch (IOException noRelay) {
            return false;
        }
    }
}
