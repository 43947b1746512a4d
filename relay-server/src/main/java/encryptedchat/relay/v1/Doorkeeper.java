package encryptedchat.relay.v1;

import encryptedchat.relay.http.JsonBodies;
import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.http.Witness;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.relay.v1.Operation.Access;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Lets a request in, or refuses it: first for its number, then for its token, then for whose it is, and only then is
 * its body looked at. So whoever is not let in learns nothing, and costs little.
 */
final class Doorkeeper {
    private final LoginRoutes logins;
    private final RateLimit addresses;
    private final RateLimit senders;
    private final Executor executor;

    /** @param executor for the answers that come later; never the store's own thread, which a slow reader would hold */
    Doorkeeper(LoginRoutes logins, V1Settings settings, Executor executor) {
        this.logins = logins;
        addresses = new RateLimit(settings.address(), System::nanoTime);
        senders = new RateLimit(settings.sender(), System::nanoTime);
        this.executor = executor;
    }

    void serve(Operation operation, Context ctx) throws WireFormatException {
        if (!operation.isGeneral()) {
            Witness.of(ctx).level(V1Routes.NAME);
        }
        if (operation.limit() == Operation.Limit.REQUESTS_OF_ADDRESS) {
            // The address of the connection itself: what a header says about it can be made up.
            count(addresses, ctx.req().getRemoteAddr());
        }
        String caller = operation.access() == Access.EVERYBODY ? "" : caller(ctx);
        if (operation.access() == Access.OWNER && !caller.equals(ctx.pathParam("name"))) {
            throw new Refusal(Kind.NOT_YOURS, "This belongs to somebody else than " + caller + ", who is logged in.");
        }
        if (operation.limit() == Operation.Limit.MESSAGES_OF_SENDER) {
            count(senders, caller);
        }
        Query query = Query.of(ctx.queryString(), operation.query());
        answer(ctx, operation.handler().handle(new Call(ctx, caller, query)));
    }

    private String caller(Context ctx) {
        String caller = logins.caller(Collections.list(ctx.req().getHeaders(Header.AUTHORIZATION)));
        Witness.of(ctx).caller(caller, KnownBy.TOKEN);
        return caller;
    }

    private static void count(RateLimit limit, String who) {
        long seconds = limit.take(who);
        if (seconds > 0) {
            throw new Refusal(Kind.TOO_MANY, "Too many requests. Try again after " + seconds + " s.", seconds);
        }
    }

    private void answer(Context ctx, CompletableFuture<Reply> reply) {
        if (reply.isDone()) {
            answer(ctx, reply.join());
        } else {
            ctx.future(() -> reply.whenCompleteAsync(
                    (good, failure) -> {
                        if (failure == null) {
                            answer(ctx, good);
                        }
                    },
                    executor));
        }
    }

    private static void answer(Context ctx, Reply reply) {
        JsonBodies.answer(ctx, reply.status(), reply.body(), reply.shown());
    }
}
