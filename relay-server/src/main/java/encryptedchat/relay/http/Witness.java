package encryptedchat.relay.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the relay learns of one exchange, a request and its answer, while it goes on. It changes nothing. Who
 * wants to see exchanges attaches one to each request before its route is called.
 */
public interface Witness {
    /** How the relay knows who is asking. */
    enum KnownBy {
        /** A login: the request shows a token. */
        TOKEN,
        /** The request itself is signed. */
        SIGNATURE,
        /** The request says so, and nothing proves it. */
        CLAIM,
        /** Nobody says so; but only one person has a reason to ask for this. */
        ROLE,
        /** It does not know. */
        NOTHING
    }

    /** For exchanges that nobody wants to see. */
    Witness NOBODY = new Witness() {};

    /** The exchange belongs to this level. */
    default void level(String level) {}

    /** Somebody of this name asks. What is said later is surer. */
    default void caller(String name, KnownBy how) {}

    /** The body of the request has come, as a whole. */
    default void request(byte[] body) {}

    /**
     * The body of the answer is ready.
     *
     * @param shown the body; or the same with its secret replaced
     * @param bytes how long the body really is
     */
    default void answer(byte[] shown, int bytes) {}

    static void attach(Context ctx, Witness witness) {
        ctx.attribute(Witness.class.getName(), witness);
    }

    /** @return who was attached to this request, or {@link #NOBODY} */
    static Witness of(Context ctx) {
        @Nullable Witness attached = ctx.attribute(Witness.class.getName());
        return attached == null ? NOBODY : attached;
    }
}
