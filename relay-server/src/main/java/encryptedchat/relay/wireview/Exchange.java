package encryptedchat.relay.wireview;

import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.wire.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request and its answer. Times are Unix microseconds.
 *
 * @param level the interface that it belongs to, {@code classic} or {@code v1}, or empty
 * @param caller who asked, or empty
 * @param at when its content crossed: what a request carries, when that had been read; what is asked for without a
 *     body, when it was answered
 * @param path as it was sent, without the query
 * @param query empty if there was none
 */
record Exchange(
        String level,
        String caller,
        KnownBy knownBy,
        long at,
        long askedAt,
        long answeredAt,
        String method,
        String path,
        String query,
        Body request,
        int status,
        Body answer) {

    /** @return about how many bytes of memory the text of this takes */
    int size() {
        return path.length() + query.length() + request.kept().length + answer.kept().length;
    }

    /** @return one line of UTF-8 */
    byte[] json(long number) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("level", level);
        fields.put("at", at);
        fields.put("asked_at", askedAt);
        fields.put("answered_at", answeredAt);
        fields.put("caller", caller);
        fields.put("known_by", knownBy == KnownBy.NOTHING ? "" : knownBy.name().toLowerCase(Locale.ROOT));
        fields.put("method", method);
        fields.put("path", path);
        fields.put("query", query);
        fields.put("request", request.text());
        fields.put("request_bytes", request.bytes());
        fields.put("status", status);
        fields.put("answer", answer.text());
        fields.put("answer_bytes", answer.bytes());
        return Json.write(fields);
    }
}
