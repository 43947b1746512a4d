package encryptedchat.client.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.relay.AnswerForm;
import encryptedchat.client.relay.RelayAnswer;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire.Status;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * Errors of level classic. Ours has a true HTTP status and {@code {"status": "…"}}; the original's relay says 200 and
 * puts the true status behind the text: {@code [{"status": "…"}, 404]}.
 */
final class ClassicAnswers implements AnswerForm {
    @Override
    public void check(RelayAnswer answer) throws RelayException, WireFormatException {
        byte[] body = answer.body();
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw failure(answer.status(), Json.read(body, Status.class));
        }
        if (body.length > 0 && body[0] == '[') {
            JsonNode parts = Json.read(body, JsonNode.class);
            if (parts.size() != 2 || !parts.get(1).isInt()) {
                throw new WireFormatException("The JSON has another shape.");
            }
            throw failure(parts.get(1).intValue(), Json.read(parts.get(0), Status.class));
        }
    }

    private static RelayException failure(int status, Status answer) {
        Kind kind = status == HttpURLConnection.HTTP_NOT_FOUND ? Kind.NOTHING_THERE : Kind.of(status);
        return RelayException.answered(kind, answer.status(), Duration.ZERO);
    }
}
