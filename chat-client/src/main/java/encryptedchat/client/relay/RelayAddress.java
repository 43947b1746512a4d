package encryptedchat.client.relay;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where the relay is, and by which key it is known there: what {@code --relay} and {@code --pin} say. */
public final class RelayAddress {
    /** Names a TLS key as OkHttp prints it: the SHA-256 of its SubjectPublicKeyInfo (RFC 7469 section 2.4). */
    static final Pattern PIN = Pattern.compile("sha256/[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private final HttpUrl url;
    private final Optional<String> pin;

    private RelayAddress(HttpUrl url, Optional<String> pin) {
        this.url = url;
        this.pin = pin;
    }

    /**
     * @param url {@code http://} or {@code https://}, host and port, without anything behind
     * @throws IllegalArgumentException if it is not such an address, with a message for the person who typed it
     */
    public static RelayAddress parse(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null || !isBare(parsed)) {
            throw new IllegalArgumentException(
                    "--relay takes an address such as http://127.0.0.1:7070, and nothing more.");
        }
        return new RelayAddress(parsed, Optional.empty());
    }

    /**
     * @return the same address, where only the certificate of this pin is accepted
     * @throws IllegalArgumentException if the pin is malformed or there is no TLS at this address, with a message for
     *     the person who typed it
     */
    public RelayAddress withPin(String text) {
        if (!PIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "--pin takes what the relay prints at its start: 'sha256/' and the Base64"
                            + " of 32 bytes, 44 characters.");
        }
        if (!url.isHttps()) {
            throw new IllegalArgumentException(
                    "--pin needs an address with https:// at --relay; the client does not fall back to plain HTTP.");
        }
        return new RelayAddress(url, Optional.of(text));
    }

    /** @return what the person should know before anything is sent there, as one line; or nothing */
    public Optional<String> warning() {
        return url.isHttps() || isThisComputer(url.host())
                ? Optional.empty()
                : Optional.of(
                        "The way to " + this + " is plain HTTP: whoever is on it sees who writes to whom and when,"
                                + " and can act as the relay. Use https:// with --pin if the relay offers it.");
    }

    /** @return the key that the certificate must have; not a secret */
    Optional<String> pin() {
        return pin;
    }

    HttpUrl url() {
        return url;
    }

    @Override
    public String toString() {
        return url.toString().replaceFirst("/$", "");
    }

    private static boolean isBare(HttpUrl url) {
        return url.equals(url.resolve("/"))
                && url.username().isEmpty()
                && url.password().isEmpty();
    }

    /** Asks no name server: of the names only localhost is known to stay here, and RFC 6761 says so. */
    private static boolean isThisComputer(String host) {
        try {
            boolean numeric = host.contains(":") || host.matches("[0-9.]+");
            return host.equals("localhost")
                    || (numeric && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
