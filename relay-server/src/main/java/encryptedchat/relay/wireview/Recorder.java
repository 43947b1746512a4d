package encryptedchat.relay.wireview;

import encryptedchat.relay.http.Witness;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Objects;

/** Watches every request that reaches the relay's routes, and puts it into the recording when it is answered. */
final class Recorder {
    private final Recording recording;
    private final Moments moments;

    Recorder(Recording recording, Moments moments) {
        this.recording = recording;
        this.moments = moments;
    }

    /** Before a route is looked for. */
    void begin(Context ctx) {
        Witness.attach(ctx, new Draft(moments));
    }

    /** After the route, or what stands in for one that refused or is not there. */
    void complete(Context ctx) {
        if (Witness.of(ctx) instanceof Draft draft) {
            recording.add(draft.complete(ctx));
        }
    }

    /** What is known of an exchange so far. */
    private static final class Draft implements Witness {
        private final Moments moments;
        private final long askedAt;
        private long readAt;
        private String level = "";
        private String caller = "";
        private KnownBy knownBy = KnownBy.NOTHING;
        private Body request = Body.NONE;
        private Body answer = Body.NONE;

        Draft(Moments moments) {
            this.moments = moments;
            askedAt = moments.next();
        }

        @Override
        public void level(String level) {
            this.level = level;
        }

        @Override
        public void caller(String name, KnownBy how) {
            caller = name;
            knownBy = how;
        }

        @Override
        public void request(byte[] body) {
            readAt = moments.next();
            request = Body.of(body, body.length);
        }

        @Override
        public void answer(byte[] shown, int bytes) {
            answer = Body.of(shown, bytes);
        }

        Exchange complete(Context ctx) {
            long answeredAt = moments.next();
            return new Exchange(
                    level,
                    caller,
                    knownBy,
                    request.bytes() == 0 ? answeredAt : readAt,
                    askedAt,
                    answeredAt,
                    ctx.method().name(),
                    ctx.path(),
                    Objects.requireNonNullElse(ctx.queryString(), ""),
                    request,
                    ctx.statusCode(),
                    ctx.method().equals(HandlerType.HEAD) ? Body.NONE : answer);
        }
    }
}
