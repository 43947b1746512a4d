package encryptedchat.classroom.classic;

import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** The relay as it stands open to everybody at level classic: all that Mallory needs is HTTP. */
final class RelayDoor {
    private final String relayUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    RelayDoor(String relayUrl) {
        this.relayUrl = relayUrl;
    }

    /** Leaves a message in somebody's mailbox, in the name of somebody else. */
    void sendMessage(String sender, String recipient, Envelope envelope) throws IOException, InterruptedException {
        post(ClassicWire.SEND_MESSAGE, SendMessage.of(sender, recipient, envelope));
    }

    /** Leaves a master secret for Bob. */
    void sendEncryptedMasterSecret(byte[] encrypted) throws IOException, InterruptedException {
        post(
                ClassicWire.SEND_ENCRYPTED_MASTER_SECRET,
                new EncryptedMasterSecret(Base64.getEncoder().encodeToString(encrypted)));
    }

    RSAPublicKey bobsPublicKey() throws Exception {
        HttpResponse<byte[]> answer =
                exchange(HttpRequest.newBuilder().uri(URI.create(relayUrl + ClassicWire.GET_PUBLIC_KEY + "bob")));
        return RsaPublicKeyPem.decodeBase64(
                "the key", Json.read(answer.body(), PublicKey.class).publicKeyPemBase64());
    }

    private void post(String path, Object body) throws IOException, InterruptedException {
        exchange(HttpRequest.newBuilder()
                .uri(URI.create(relayUrl + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body))));
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("The relay answers with HTTP " + answer.statusCode());
        }
        return answer;
    }
}
