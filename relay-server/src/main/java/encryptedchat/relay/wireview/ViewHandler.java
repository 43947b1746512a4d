package encryptedchat.relay.wireview;

import encryptedchat.relay.wireview.Page.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Everything that the wire view serves, below a path that only its user knows:
 *
 * <pre>
 *   GET /TOKEN/                     <- the page
 *   GET /TOKEN/{file}               <- what the page loads
 *   GET /TOKEN/levels/{level}.json  <- what there is to say of a level
 *   GET /TOKEN/events               <- id: 7
 *                                      event: exchange
 *                                      data: {"number": 7, "level", "at", …, "status", "answer", "answer_bytes"}
 *
 *                                      event: missed     data: {"missed": how many are no longer kept}
 *                                      event: caughtup   data: {}, when all that was kept has been sent
 * </pre>
 *
 * Everything else is answered with 404, and all of it alike: whoever only tries learns nothing. No answer allows
 * another site to read it (CORS); the page may load and ask for nothing but what is listed here (CSP), so that not even
 * a fault in it would let out what it shows.
 */
final class ViewHandler extends Handler.Abstract {
    private static final String EVENTS = "events";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Guard guard;
    private final Viewers viewers;

    ViewHandler(Guard guard, Viewers viewers) {
        this.guard = guard;
        this.viewers = viewers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        HEADERS.forEach(response.getHeaders()::put);
        Optional<String> name = guard.admit(request, Request.getLocalPort(request));
        if (name.isPresent() && name.get().equals(EVENTS) && HttpMethod.GET.is(request.getMethod())) {
            viewers.serve(request, response, callback);
            return true;
        }
        Optional<File> file = name.isPresent() ? Page.find(name.get()) : Optional.empty();
        response.setStatus(file.isPresent() ? HttpStatus.OK_200 : HttpStatus.NOT_FOUND_404);
        file.ifPresent(found -> response.getHeaders().put(HttpHeader.CONTENT_TYPE, found.type()));
        response.write(true, ByteBuffer.wrap(file.map(File::content).orElse(new byte[0])), callback);
        return true;
    }
}
