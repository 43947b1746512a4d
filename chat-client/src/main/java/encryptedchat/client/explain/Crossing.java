package encryptedchat.client.explain;

import static encryptedchat.client.explain.Detail.in;
import static encryptedchat.client.explain.Detail.out;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.RelayRequest;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What there is to show when something crosses the wire to the relay, or comes back from it. */
public final class Crossing {
    /** Of many messages that come at once. */
    private static final int MOST_SHOWN = 3;

    private static final int ID_DIGITS_SHOWN = 8;

    private Crossing() {}

    /**
     * @param name of the longest bytes in the request's body
     * @param encoded these bytes, in Base64
     */
    public static List<Detail> sent(RelayRequest request, String name, String encoded) {
        return List.of(
                in(name, Shown.base64(encoded)),
                out("JSON", Shown.json(Objects.requireNonNull(request.body()))),
                out("request", shown(request)));
    }

    /** @param content an offer or a message, which is the body of the request */
    public static List<Detail> sent(RelayRequest request, Content content) {
        if (content.offer() != null) {
            return sent(request, "encrypted master secret", content.offer().encryptedMasterSecret());
        }
        return sent(
                request, "ciphertext", Objects.requireNonNull(content.message()).ciphertext());
    }

    /** @param messages as the relay answered, still unread */
    public static List<Detail> fetched(RelayRequest request, List<JsonNode> messages) {
        List<Detail> details = new ArrayList<>();
        details.add(in("request", shown(request)));
        messages.stream().limit(MOST_SHOWN).forEach(message -> details.add(out("JSON", Shown.json(message))));
        if (messages.size() > MOST_SHOWN) {
            details.add(out("JSON", (messages.size() - MOST_SHOWN) + " more"));
        }
        return details;
    }

    /** @param decoded the bytes that stood in the answer in Base64 */
    public static List<Detail> fetched(RelayRequest request, Object answer, byte[] decoded) {
        return List.of(
                in("request", shown(request)),
                in("JSON", Shown.json(answer)),
                out("decoded from Base64", Shown.bytes(decoded)));
    }

    /** @param envelope that was refused: what it says of itself is not to be believed */
    public static List<Detail> received(Envelope envelope) {
        return List.of(
                in("nonce", Shown.bytes(envelope.nonce())),
                in("associated data", Shown.associatedData(envelope.associatedData())),
                in("ciphertext", Shown.bytes(envelope.ciphertext())),
                in("tag", Shown.bytes(envelope.tag())));
    }

    /** @param message that was refused: an offer, or a sealed text, if it has the form of one */
    public static List<Detail> received(Waiting message) {
        try {
            Content content = Json.read(message.content(), Content.class);
            return content.message() == null
                    ? List.of(in("JSON", Shown.json(message.content())))
                    : received(content.message().decode());
        } catch (WireFormatException malformed) {
            return List.of();
        }
    }

    /** @param ids of the messages that the relay need not keep */
    public static List<Detail> acknowledged(RelayRequest request, List<String> ids) {
        String first = ids.get(0).substring(0, ID_DIGITS_SHOWN) + "…";
        return List.of(
                in("message ids", ids.size() == 1 ? first : first + " and " + (ids.size() - 1) + " more"),
                out("request", shown(request)));
    }

    /** Without most of an id, which would be longer than a narrow terminal. */
    private static String shown(RelayRequest request) {
        return request.toString().replaceAll("([0-9a-f]{" + ID_DIGITS_SHOWN + "})[0-9a-f]{24}", "$1…");
    }
}
