package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has the address that the relay printed, and no page of another site that runs in the same browser. Each
 * check stands for itself:
 *
 * <ul>
 *   <li>The token in the path cannot be guessed.
 *   <li>The host in the request is one that no other site can have. A site whose name is made to point at this computer
 *       (DNS rebinding) sends its own name here.
 *   <li>The browser says when a request is from another site (Fetch Metadata, {@code Sec-Fetch-Site}).
 * </ul>
 */
final class Guard {
    private static final Set<String> FROM_THIS_PAGE_OR_TYPED = Set.of("same-origin", "none");

    /** As in an address: nothing has to be looked up for it, so nobody else can decide what it points at. */
    private static final Pattern IP_LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private static final int HTTP_PORT = 80;

    private final byte[] token;
    private final Set<String> hosts;
    private final boolean anyIpLiteral;

    /**
     * @param hosts the names that it may be reached under, in lower case, an IPv6 address in brackets
     * @param anyIpLiteral whether any IP address is as good as these names
     */
    Guard(String token, Set<String> hosts, boolean anyIpLiteral) {
        this.token = token.getBytes(UTF_8);
        this.hosts = hosts;
        this.anyIpLiteral = anyIpLiteral;
    }

    /**
     * @param port the one that is listened on
     * @return what is asked for below the token, if it may be
     */
    Optional<String> admit(Request request, int port) {
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        int end = path.indexOf('/', 1);
        boolean admitted = end > 0
                && MessageDigest.isEqual(token, path.substring(1, end).getBytes(UTF_8))
                && isOwnHost(request.getHeaders().get(HttpHeader.HOST), port)
                && isFromHere(request)
                && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
        return admitted ? Optional.of(path.substring(end + 1)) : Optional.empty();
    }

    /** The port is left out where it is the one of HTTP (RFC 9110 section 4.2.1). */
    private boolean isOwnHost(@Nullable String header, int port) {
        String suffix = port == HTTP_PORT ? "" : ":" + port;
        if (header == null || !header.endsWith(suffix)) {
            return false;
        }
        String host = header.substring(0, header.length() - suffix.length()).toLowerCase(Locale.ROOT);
        return hosts.contains(host) || (anyIpLiteral && IP_LITERAL.matcher(host).matches());
    }

    /** Not every browser says where a request is from; one that says so is believed. */
    private static boolean isFromHere(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        return site == null || FROM_THIS_PAGE_OR_TYPED.contains(site);
    }
}
