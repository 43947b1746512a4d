package encryptedchat.classroom.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a relay tells the wire view's page, read without a browser. */
final class Feed {
    private static final String DATA = "data: ";

    private Feed() {}

    /** @return all exchanges that the relay keeps, in the order in which it tells them */
    static List<JsonNode> exchanges(String wireView) throws IOException, InterruptedException, WireFormatException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(wireView + "events")).build();
        List<JsonNode> exchanges = new ArrayList<>();
        try (Stream<String> lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            for (String data : lines.takeWhile(line -> !line.equals("event: caughtup"))
                    .filter(line -> line.startsWith(DATA))
                    .toList()) {
                exchanges.add(Json.read(data.substring(DATA.length()).getBytes(UTF_8), JsonNode.class));
            }
        }
        return exchanges;
    }
}
