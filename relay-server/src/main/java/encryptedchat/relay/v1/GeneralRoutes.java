package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.EVERYBODY;
import static io.javalin.http.HandlerType.GET;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.store.Store;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** About the relay itself: whether it can serve, and what it serves. */
final class GeneralRoutes {
    private final Store store;
    private final BooleanSupplier stopping;

    GeneralRoutes(Store store, BooleanSupplier stopping) {
        this.store = store;
        this.stopping = stopping;
    }

    List<Operation> operations() {
        return List.of(
                new Operation(GET, V1.HEALTH, EVERYBODY, call -> health()),
                new Operation(GET, V1.OPENAPI, EVERYBODY, call -> openApi()));
    }

    private CompletableFuture<Reply> health() {
        if (stopping.getAsBoolean()) {
            throw new Refusal(Kind.STOPPING, "The relay is shutting down.");
        }
        try {
            store.check();
        } catch (RuntimeException unreadable) {
            throw new Refusal(Kind.STOPPING, "The relay cannot read its store. Its log says more.");
        }
        return Reply.ok(Map.of("status", "ready")).now();
    }

    private static CompletableFuture<Reply> openApi() {
        try (InputStream json = GeneralRoutes.class.getResourceAsStream("openapi.json")) {
            byte[] document = Objects.requireNonNull(json).readAllBytes();
            return Reply.ok(Json.read(document, Map.class)).now();
        } catch (IOException | WireFormatException isAResourceOfOurs) {
            throw new IllegalStateException(isAResourceOfOurs);
        }
    }
}
