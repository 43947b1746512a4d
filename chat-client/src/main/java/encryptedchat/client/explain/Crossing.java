package encryptedchat.client.explain;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.SealedMessage;
import java.util.ArrayList;
import java.util.List;

/** What there is to show when something crosses the wire to the relay, or comes back from it. */
public final class Crossing {
    /** Of many messages that come at once. */
    private static final int MOST_SHOWN = 3;

    private static final int ID_DIGITS_SHOWN = 8;

    private Crossing() {}

    /**
     * @param request in words
     * @param body a record of the wire format
     */
    public static List<Detail> sent(Object request, Object body) {
        return List.of(out("JSON", Form.FIELDS, Json.write(body)), out("request", shown(request)));
    }

    /** @param answers what came, as records of the wire format */
    public static List<Detail> fetched(Object request, List<?> answers) {
        List<Detail> details = new ArrayList<>();
        details.add(in("request", shown(request)));
        answers.stream().limit(MOST_SHOWN).forEach(answer -> details.add(out("JSON", Form.FIELDS, Json.write(answer))));
        if (answers.size() > MOST_SHOWN) {
            details.add(out("JSON", (answers.size() - MOST_SHOWN) + " more"));
        }
        return details;
    }

    /** @param came a body that was refused: what it says of itself is not to be believed */
    public static List<Detail> received(RawJson came) {
        try {
            return received(came.read(SealedMessage.class).decode());
        } catch (WireFormatException noSealedMessage) {
            return List.of(in("JSON", Form.FIELDS, Utf8.encode(came.text())));
        }
    }

    /** @param envelope that was refused */
    public static List<Detail> received(Envelope envelope) {
        return List.of(
                in("nonce", envelope.nonce()),
                in("associated data", Form.FIELDS, envelope.associatedData()),
                in("ciphertext", envelope.ciphertext()),
                in("tag", envelope.tag()));
    }

    /** @param ids of the messages that the relay need not keep */
    public static List<Detail> acknowledged(Object request, List<String> ids) {
        String first = ids.get(0).substring(0, ID_DIGITS_SHOWN) + "…";
        return List.of(
                in("message ids", ids.size() == 1 ? first : first + " and " + (ids.size() - 1) + " more"),
                out("request", shown(request)));
    }

    /** Without most of an id, which would be longer than a narrow terminal. */
    private static String shown(Object request) {
        return request.toString().replaceAll("([0-9a-f]{" + ID_DIGITS_SHOWN + "})[0-9a-f]{24}", "$1…");
    }
}
