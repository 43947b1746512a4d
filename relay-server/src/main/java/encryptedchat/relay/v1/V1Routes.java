package encryptedchat.relay.v1;

import encryptedchat.relay.http.Failures;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.StoreBusyException;
import encryptedchat.relay.store.StoreFullException;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.router.Endpoint;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The relay's interface {@code /v1}, for the levels from authenticated on. All of it:
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
 *   owner     -> PUT  /v1/people/{name}/exchange-keys/authenticated
 *                                                           {"public_key_pem_b64", "signature"}
 *                                                           <- the same; it replaces the one before
 *   logged in -> GET  /v1/people/{name}/exchange-keys/authenticated
 *                                                           <- {"public_key_pem_b64", "signature"}
 *
 *   logged in -> PUT  /v1/mailboxes/{name}/messages/{id}    {"offer": {…}} or {"message": {…}}
 *                                                           <- 201 {"stored": "new"}, or 200 {"stored": "before"}
 *   owner     -> GET  /v1/mailboxes/{name}/messages?from=&limit=&wait=
 *                                                           <- {"messages": [{"id", "sender", "stored_at", "content"}]}
 *   owner     -> POST /v1/mailboxes/{name}/acknowledgements {"ids": […]}
 *                                                           <- {"acknowledged"}
 *   owner     -> GET  /v1/mailboxes/{name}                  <- {"waiting": [{"sender", "messages"}]}
 * </pre>
 *
 * Logged in is who shows a token; owner, who has logged in under the name in the path. Every mistake is answered with
 * its 4xx status and a problem (RFC 9457). What is answered with 200 or 201 is on the disk.
 */
public final class V1Routes implements RouteFamily {
    private final Store store;
    private final WaitingPolls polls = new WaitingPolls();
    private final Doorkeeper doorkeeper;
    private final List<Operation> operations;
    private final Map<String, Object> openApi;
    private volatile boolean stopping;

    /** @param executor for answers that are given later than they were asked for */
    public V1Routes(Store store, V1Settings settings, Clock clock, Executor executor) {
        this.store = store;
        SecureRandom random = new SecureRandom();
        Tokens tokens = new Tokens(store, clock, random, settings.tokenLife());
        doorkeeper = new Doorkeeper(
                tokens,
                new RateLimit(settings.address(), System::nanoTime),
                new RateLimit(settings.sender(), System::nanoTime),
                executor);
        operations = Stream.of(
                        general(),
                        new PeopleRoutes(store).operations(),
                        new LoginRoutes(store, tokens, clock, random).operations(),
                        new MailboxRoutes(store, polls, clock, executor).operations())
                .flatMap(List::stream)
                .toList();
        openApi = OpenApi.describe(operations);
    }

    private List<Operation> general() {
        return List.of(
                Operation.get(V1.HEALTH, "Whether the relay can serve", call -> health())
                        .ofNoLevel()
                        .answers(200, "Health"),
                Operation.get(
                                V1.OPENAPI,
                                "This document",
                                call -> Reply.ok(openApi()).now())
                        .ofNoLevel()
                        .answers(200, "OpenApi"));
    }

    private Map<String, Object> openApi() {
        return openApi;
    }

    /** @return how many polls are being held */
    int waitingPolls() {
        return polls.size();
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
        routes.exception(Refusal.class, V1Routes::answer);
        routes.exception(
                StoreFullException.class,
                (full, ctx) -> Failures.answer(
                        ctx, Kind.STORE_FULL, "The relay's disk is full; nothing was stored. Try again later."));
        routes.exception(
                StoreBusyException.class,
                (busy, ctx) ->
                        answer(new Refusal(Kind.STOPPING, "The relay has too much to store. Try again.", 1), ctx));
    }

    private static void answer(Refusal refusal, Context ctx) {
        if (refusal.kind().status() == 401) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.retryAfterSeconds() > 0) {
            ctx.header(Header.RETRY_AFTER, String.valueOf(refusal.retryAfterSeconds()));
        }
        Failures.answer(ctx, refusal.kind(), refusal.detail());
    }

    @Override
    public void stopping() {
        stopping = true;
        polls.close();
    }

    private CompletableFuture<Reply> health() {
        if (stopping) {
            throw new Refusal(Kind.STOPPING, "The relay is stopping.");
        }
        try {
            store.check();
        } catch (RuntimeException unreadable) {
            throw new Refusal(Kind.STOPPING, "The relay cannot read its store. Its log says more.");
        }
        return Reply.ok(new Health("ready")).now();
    }

    private record Health(String status) {}
}
