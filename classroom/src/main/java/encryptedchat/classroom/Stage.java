package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.Map;

/** How the demo looks, in 80 columns: numbered steps, and under each, one after the other, what somebody sees of it. */
final class Stage {
    private static final int WIDTH = 80;
    private static final String INDENT = " ".repeat(3);
    private static final int WHO_WIDTH = 13;
    private static final int FIELD_WIDTH = 16;
    private static final int VALUE_WIDTH = 20;

    private static final Map<String, String> MEANING = Map.of(
            "public_key_pem_b64", "open to everybody",
            "encrypted_master_secret_b64", "only for Bob",
            "ciphertext", "the text, sealed",
            "nonce", "new each time",
            "tag", "shows any change",
            "associated_data", "the time, open");

    private final PrintStream out;
    private int steps;

    Stage(PrintStream out) {
        this.out = out;
    }

    /** Begins the next step with a sentence. */
    void step(String sentence) {
        steps++;
        out.println();
        wrapped(steps + ". ", INDENT, sentence);
    }

    /** What somebody does or sees. */
    void line(String who, String what) {
        String label = INDENT + padded(who, WHO_WIDTH);
        wrapped(label, " ".repeat(label.length()), what.replaceFirst("^INFO ", ""));
    }

    /** A request as it crosses the wire, with each field of its JSON body. */
    void request(Exchange exchange) {
        line("on the wire", "-> " + exchange.method() + " " + exchange.path());
        fields(exchange.request());
    }

    /** A request without a body, with each field of the JSON that it is answered with. */
    void answer(Exchange exchange) {
        line("on the wire", "<- " + exchange.method() + " " + exchange.path());
        fields(exchange.answer());
    }

    private void fields(String json) {
        try {
            Json.read(json.getBytes(UTF_8), JsonNode.class)
                    .properties()
                    .forEach(field -> field(field.getKey(), field.getValue()));
        } catch (WireFormatException notJson) {
            line("", String.valueOf(notJson.getMessage()));
        }
    }

    private void field(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> element.properties().forEach(field -> field(field.getKey(), field.getValue())));
            return;
        }
        String text = value.asText();
        String bytes = MEANING.containsKey(name)
                ? Base64.getDecoder().decode(text).length + " bytes, " + MEANING.get(name)
                : "";
        String label = padded(name, FIELD_WIDTH);
        int room = FIELD_WIDTH + VALUE_WIDTH - label.length();
        out.println(
                (INDENT + padded("", WHO_WIDTH) + label + padded(shortened(text, room), room) + bytes).stripTrailing());
    }

    private static String shortened(String value, int room) {
        return value.length() < room ? value : value.substring(0, room - 2) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private void wrapped(String first, String others, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(others);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.println(line);
    }
}
