package encryptedchat.relay.v1;

import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The relay's interface {@code /v1}, for all levels but classic. It knows none of them: a level, a kind and a body are
 * carried as they are. All of it:
 *
 * <pre>
 *   anybody   -> GET  /v1/health                            <- {"status": "ready"}
 *   anybody   -> GET  /v1/openapi.json                      <- this interface, described for machines
 *
 *   anybody   -> PUT  /v1/people/{name}                     {"identity_key", "signature"}
 *                                                           <- 201 {"name", "identity_key"}, or 200 if it was so before
 *   anybody   -> POST /v1/challenges                        {"name"}
 *                                                           <- 201 {"challenge", "expires_at"}
 *   anybody   -> POST /v1/tokens                            {"name", "challenge", "signature"}
 *                                                           <- 201 {"token", "expires_at"}
 *
 *   logged in -> GET  /v1/people/{name}                     <- {"name", "identity_key"}
 *   owner     -> PUT  /v1/people/{name}/prekeys/{level}     {"signed": [PREKEY, …], "one_time": [PREKEY, …]}
 *                                                           <- {"one_time_left"}
 *   owner     -> GET  /v1/people/{name}/prekeys/{level}     <- {"one_time_left"}
 *   logged in -> PUT  /v1/people/{name}/prekeys/{level}/claims/{id}
 *                                                           <- 201 {"signed", "one_time"}: one one-time prekey of each
 *                                                           kind that has some left, for this claim alone; 200 with the
 *                                                           same ones if this claim was made before
 *
 *   logged in -> PUT  /v1/mailboxes/{name}/messages/{id}    {"level", "kind", "body": {…}}
 *                                                           <- 201 {"stored": "new"}, or 200 {"stored": "before"}
 *   owner     -> GET  /v1/mailboxes/{name}/messages?from=&limit=&wait=
 *                                                           <- {"messages": [{"id", "sender", "stored_at", "content"}]}
 *   owner     -> POST /v1/mailboxes/{name}/acknowledgements {"ids": […]}
 *                                                           <- {"acknowledged"}
 *   owner     -> GET  /v1/mailboxes/{name}                  <- {"waiting": [{"sender", "messages"}]}
 * </pre>
 *
 * A PREKEY is {@code {"kind", "id", "made_at", "expires_at", "bytes", "signature"}}. Logged in is who shows a token;
 * owner, who has logged in under the name in the path. Every mistake is answered with its 4xx status and a problem (RFC
 * 9457). What is answered with 200 or 201 is on the disk.
 */
public final class V1Routes implements RouteFamily {
    static final String NAME = "v1";

    private final WaitingPolls polls = new WaitingPolls();
    private final Doorkeeper doorkeeper;
    private final List<Operation> operations;
    private volatile boolean stopping;

    /** @param executor for answers that are given later than they were asked for */
    public V1Routes(Store store, V1Settings settings, Clock clock, Executor executor) {
        LoginRoutes logins = new LoginRoutes(store, clock, settings.tokenLife());
        doorkeeper = new Doorkeeper(logins, settings, executor);
        operations = Stream.of(
                        new GeneralRoutes(store, () -> stopping).operations(),
                        new PeopleRoutes(store).operations(),
                        logins.operations(),
                        new PrekeyRoutes(store, clock).operations(),
                        new MailboxRoutes(store, polls, clock, executor).operations())
                .flatMap(List::stream)
                .toList();
    }

    /** @return how many polls are being held */
    int waitingPolls() {
        return polls.size();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (Operation operation : operations) {
            Handler handler = ctx -> doorkeeper.serve(operation, ctx);
            routes.addEndpoint(new Endpoint(operation.method(), operation.path(), handler));
            if (operation.method().equals(HandlerType.GET)) {
                // The same answer without its body, as RFC 9110 section 9.3.2 has it; Jetty leaves the body away.
                routes.addEndpoint(new Endpoint(HandlerType.HEAD, operation.path(), handler));
            }
        }
    }

    @Override
    public void stopping() {
        stopping = true;
        polls.close();
    }
}
