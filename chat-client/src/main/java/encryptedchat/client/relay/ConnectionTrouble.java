package encryptedchat.client.relay;

import encryptedchat.client.relay.RelayException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in plain words why there is no answer. What the libraries say names their classes, and what was received. */
final class ConnectionTrouble {
    /** How a TLS server that is spoken to without TLS begins: an alert of TLS 1.0 to 1.2 (RFC 5246 section 6.2.1). */
    private static final String TLS_ALERT = "\u0015\u0003";

    private static final String TLS_ALERT_IN_HEX = "content=1503";

    private ConnectionTrouble() {}

    static RelayException explain(IOException failure, RelayAddress relay) {
        Optional<String> shown = causes(failure)
                .filter(cause -> cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException)
                // RelayTrust and OkHttp name the certificate that they refuse.
                .flatMap(cause -> RelayAddress.PIN
                        .matcher(String.valueOf(cause.getMessage()))
                        .results())
                .map(MatchResult::group)
                .findFirst();
        if (shown.isPresent()) {
            return new RelayException(Kind.UNTRUSTED, untrusted(relay, shown.get()));
        }
        if (causes(failure).anyMatch(ConnectionTrouble::isTlsAlert)) {
            return new RelayException(
                    Kind.UNTRUSTED, relay + " speaks TLS: give --relay with https:// instead of http://.");
        }
        if (failure instanceof ProtocolException) {
            return new RelayException(Kind.AWAY, relay + " answers, but not as a relay does. Is the address right?");
        }
        return new RelayException(
                Kind.AWAY, "The relay at " + relay + " does not answer (" + reason(failure) + "). " + advice(failure));
    }

    private static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "nobody knows a host of this name";
        }
        if (failure instanceof ConnectException) {
            return "nobody listens there";
        }
        if (failure instanceof NoRouteToHostException) {
            return "this host cannot be reached";
        }
        if (failure instanceof InterruptedIOException) {
            return "it takes too long";
        }
        return failure instanceof SSLException ? "the TLS connection failed" : "the connection was cut";
    }

    private static String advice(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "Is the address right?";
        }
        return failure instanceof SSLException
                ? "Is it started with --tls? The client does not fall back to plain HTTP."
                : "Is it started?";
    }

    private static String untrusted(RelayAddress relay, String shown) {
        return relay.pin().isPresent()
                ? "The relay at " + relay + " does not have the certificate of your pin: it shows " + shown
                        + ". It has a new certificate, or somebody sits between you and it. Nothing was sent. Ask "
                        + "whoever runs the relay, and not over this connection, which pin is right."
                : "This computer does not trust the certificate of the relay at " + relay + ": it shows " + shown
                        + ". It is one that the relay made itself, or is for another host, or somebody sits between you "
                        + "and it. Nothing was sent. If whoever runs the relay tells you, and not over this connection, "
                        + "the same pin, give it with --pin.";
    }

    private static boolean isTlsAlert(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains(TLS_ALERT) || message.contains(TLS_ALERT_IN_HEX);
    }

    /** Where a host has several addresses, the failures at the later ones are suppressed exceptions of the first. */
    private static Stream<Throwable> causes(Throwable failure) {
        Stream<Throwable> within =
                Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()));
        return Stream.concat(Stream.of(failure), within.flatMap(ConnectionTrouble::causes));
    }
}
