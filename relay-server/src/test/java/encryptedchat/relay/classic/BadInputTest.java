package encryptedchat.relay.classic;

import static encryptedchat.relay.Calls.PUBLIC_KEY;
import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.publicKey;
import static encryptedchat.relay.Calls.registration;
import static encryptedchat.relay.Calls.validBody;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.classic.ClassicWire;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is not exactly a request of level classic is refused with a 4xx status and a line that says what to change. The
 * line never repeats a value that was sent, and nothing of a refused request is stored.
 */
@TestInstance(PER_CLASS)
class BadInputTest {
    /** Part of every wrong value, so that a repeated value is noticed. */
    private static final String SENT = "hunter2";

    private static final String REGISTER = "/register_public_key";
    private static final String SEND_SECRET = "/send_encrypted_master_secret";
    private static final String SEND_MESSAGE = "/send_message";

    private final Relay relay = Calls.startRelay();
    private final Calls calls = new Calls(relay);

    @AfterEach
    void nothingIsStoredAndTheRelayServes() {
        calls.assertRelayHoldsNothing();
        calls.assertRelayServes();
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    /** @param hint a part of the answer that tells the sender where to look; empty where two answers are as good */
    @SuppressWarnings("ArrayRecordComponent")
    record Bad(String what, String path, byte[] body, String hint) {
        Bad(String what, String path, JsonNode body, String hint) {
            this(what, path, body.toString().getBytes(UTF_8), hint);
        }

        @Override
        public String toString() {
            return path + " with " + what;
        }
    }

    @ParameterizedTest
    @MethodSource
    void bodyThatIsNotOneJsonObjectIsRefused(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> bodyThatIsNotOneJsonObjectIsRefused() {
        return Calls.POST_ROUTES.stream().flatMap(route -> {
            String valid = validBody(route).toString();
            return Stream.of(
                    new Bad("an empty body", route, new byte[0], "JSON"),
                    new Bad("blanks", route, bytes("  \r\n\t "), "JSON"),
                    new Bad("a word", route, bytes(SENT), "not valid JSON"),
                    new Bad("a form", route, bytes("sender=" + SENT), "not valid JSON"),
                    new Bad("a text", route, bytes("\"" + SENT + "\""), "object"),
                    new Bad("a number", route, bytes("4711"), "object"),
                    new Bad("true", route, bytes("true"), "object"),
                    new Bad("null", route, bytes("null"), "object"),
                    new Bad("an empty array", route, bytes("[]"), "object"),
                    new Bad("an array around it", route, bytes("[" + valid + "]"), "object"),
                    new Bad("its last character missing", route, bytes(valid.substring(0, valid.length() - 1)), "JSON"),
                    new Bad("only its first half", route, bytes(valid.substring(0, valid.length() / 2)), ""),
                    new Bad("a second object", route, bytes(valid + valid), "JSON"),
                    new Bad("a bracket left over", route, bytes(valid + "]"), "JSON"),
                    new Bad("a word left over", route, bytes(valid + " " + SENT), "JSON"),
                    new Bad("a comment", route, bytes("/* " + SENT + " */" + valid), "not valid JSON"),
                    new Bad("single quotes", route, bytes(valid.replace('"', '\'')), "not valid JSON"),
                    new Bad("a trailing comma", route, bytes(valid.replace("}", ",}")), "not valid JSON"),
                    new Bad("a NUL byte in a text", route, bytes(valid.replace("\":\"", "\":\"\0")), ""),
                    new Bad(
                            "ISO 8859-1",
                            route,
                            valid.replace("\":\"", "\":\"ä").getBytes(ISO_8859_1),
                            "UTF-8"),
                    new Bad("UTF-16", route, valid.getBytes(UTF_16), "UTF-8"),
                    new Bad("an overlong UTF-8 quote", route, (valid + "À¢").getBytes(ISO_8859_1), "UTF-8"),
                    new Bad("a byte order mark", route, bytes("\ufeff" + valid), "not valid JSON"),
                    new Bad("100,000 brackets", route, bytes("[".repeat(100_000)), "JSON"),
                    new Bad("10,000 nested objects", route, bytes("{\"sender\":".repeat(10_000)), ""),
                    new Bad("a number of 100,000 digits", route, bytes("9".repeat(100_000)), "JSON"));
        });
    }

    @ParameterizedTest
    @MethodSource
    void eachFieldMustBeThereOnceAsText(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> eachFieldMustBeThereOnceAsText() {
        return Calls.POST_ROUTES.stream()
                .flatMap(route -> validBody(route)
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .flatMap(field -> Stream.concat(wronglyTyped(route, field), wronglyPresent(route, field))));
    }

    private static Stream<Bad> wronglyTyped(String route, String field) {
        String hint = "'" + field;
        return Stream.of(
                        "4711",
                        "47.11",
                        "true",
                        "[]",
                        "[\"" + SENT + "\"]",
                        "{}",
                        "{\"" + SENT + "\":\"" + SENT + "\"}")
                .map(value ->
                        new Bad(field + " as " + value, route, validBody(route).set(field, Calls.json(value)), hint));
    }

    private static Stream<Bad> wronglyPresent(String route, String field) {
        String hint = "'" + field + "'";
        String valid = validBody(route).toString();
        String again = "{\"" + field + "\":\"" + SENT + "\",";
        Bad twice = new Bad(field + " twice", route, bytes(again + valid.substring(1)), "not valid JSON");
        if (field.equals("associated_data")) {
            return Stream.of(twice);
        }
        return Stream.of(
                twice,
                new Bad("no " + field, route, validBody(route).without(List.of(field)), hint),
                new Bad(field + " as null", route, validBody(route).putNull(field), hint));
    }

    @ParameterizedTest
    @MethodSource
    void unknownFieldIsRefusedByItsName(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> unknownFieldIsRefusedByItsName() {
        return Calls.POST_ROUTES.stream()
                .flatMap(route -> Stream.of("ttl", "Sender", "userId", "publicKeyPemBase64", "message")
                        .map(field -> new Bad(
                                "unknown " + field, route, validBody(route).put(field, SENT), "'" + field + "'")));
    }

    @Test
    void longNameOfAnUnknownFieldIsRepeatedOnlyInItsHarmlessBeginning() {
        Answer answer =
                calls.post(SEND_MESSAGE, message("alice", "bob", "hello").put("\u001b[2J" + "x".repeat(5000), 1));

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.status()).contains("'?[2Jxxx").hasSizeLessThan(300);
    }

    @ParameterizedTest
    @MethodSource
    void bytesMustBeCanonicalBase64(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> bytesMustBeCanonicalBase64() {
        Map<String, List<String>> fields = Map.of(
                REGISTER, List.of("public_key_pem_b64"),
                SEND_SECRET, List.of("encrypted_master_secret_b64"),
                SEND_MESSAGE, List.of("ciphertext", "nonce", "tag", "associated_data"));
        return Calls.POST_ROUTES.stream()
                .flatMap(route -> fields.getOrDefault(route, List.of()).stream()
                        .flatMap(field -> Stream.of(
                                        SENT + "==", // stray padding
                                        SENT + "A\n", // a line break
                                        "\n" + SENT + "A",
                                        SENT + "A ",
                                        SENT + "-", // the alphabet for URLs
                                        SENT + "_",
                                        SENT + "AAB=", // a stray bit in the last character
                                        SENT + "AB==",
                                        SENT + "A=",
                                        SENT + "A====",
                                        "=" + SENT,
                                        SENT + "ä",
                                        SENT + "\0",
                                        SENT)
                                .map(value -> new Bad(
                                        field + " as '" + value.strip() + "'",
                                        route,
                                        validBody(route).put(field, value),
                                        "'" + field + "'"))));
    }

    @ParameterizedTest
    @MethodSource
    void bytesMustHaveTheirLength(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> bytesMustHaveTheirLength() {
        return Stream.of(
                ofLength(SEND_SECRET, "encrypted_master_secret_b64", 0),
                ofLength(SEND_SECRET, "encrypted_master_secret_b64", 511),
                ofLength(SEND_SECRET, "encrypted_master_secret_b64", 513),
                ofLength(SEND_MESSAGE, "nonce", 0),
                ofLength(SEND_MESSAGE, "nonce", 11),
                ofLength(SEND_MESSAGE, "nonce", 13),
                ofLength(SEND_MESSAGE, "tag", 0),
                ofLength(SEND_MESSAGE, "tag", 15),
                ofLength(SEND_MESSAGE, "tag", 17),
                ofLength(SEND_MESSAGE, "ciphertext", 0));
    }

    private static Bad ofLength(String route, String field, int length) {
        ObjectNode body = validBody(route).put(field, Base64Text.encode(new byte[length]));
        return new Bad(field + " of " + length + " bytes", route, body, "'" + field + "'");
    }

    @ParameterizedTest
    @MethodSource
    void onlyAnRsaKeyOf4096BitsIsRegistered(Bad bad) {
        assertRefused(bad);
    }

    static Stream<Bad> onlyAnRsaKeyOf4096BitsIsRegistered() {
        String pem = new String(decoded(PUBLIC_KEY), UTF_8);
        byte[] der = decoded(pem.replaceAll("-----.*-----|\\R", ""));
        return Stream.of(
                new Bad("2048 bits", REGISTER, registration(publicKey("rsa-2048-public-key.pem")), "2048 bits"),
                new Bad("exponent 3", REGISTER, registration(publicKey("rsa-4096-exponent-3-public-key.pem")), "65537"),
                key("nothing", new byte[0], "PEM"),
                key("a word", bytes(SENT), "PEM"),
                key("DER", der, "'public_key_pem_b64'"),
                key("two blocks", bytes(pem + pem), "PEM"),
                key("text before", bytes(SENT + "\n" + pem), "PEM"),
                key("text after", bytes(pem + SENT), "PEM"),
                key("another label", bytes(pem.replace("PUBLIC KEY", "RSA PUBLIC KEY")), "PEM"),
                key("a private key's label", bytes(pem.replace("PUBLIC", "PRIVATE")), "PEM"),
                key("no last line", bytes(pem.replaceAll("-----END.*", "")), "PEM"),
                key("an empty block", bytes("-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----\n"), "P"),
                key("zeros", block(new byte[550]), "RSA public key"),
                key("half a key", block(Arrays.copyOf(der, der.length / 2)), "RSA public key"),
                key("a key and a byte", block(Arrays.copyOf(der, der.length + 1)), "RSA public key"));
    }

    private static Bad key(String what, byte[] pem, String hint) {
        return new Bad(what, REGISTER, registration(Base64Text.encode(pem)), hint);
    }

    private static byte[] block(byte[] der) {
        return bytes("-----BEGIN PUBLIC KEY-----\n" + Base64Text.encode(der) + "\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void refusedKeyLeavesTheFormerOneInItsPlace() {
        try (Relay own = Calls.startRelay()) {
            Calls there = new Calls(own);
            there.accepts(REGISTER, registration(PUBLIC_KEY));

            there.post(REGISTER, registration(publicKey("rsa-2048-public-key.pem")));

            assertThat(there.get("/get_public_key/bob")
                            .json()
                            .path("public_key_pem_b64")
                            .textValue())
                    .isEqualTo(PUBLIC_KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "Bob", "bob ", "", "*", "../bob", "bob\u0000", "bоb" /* a Cyrillic o */})
    void unknownUserIsRefusedInEachPlace(String user) {
        assertRefused(new Bad("user " + user, REGISTER, registration(PUBLIC_KEY).put("user_id", user), "'bob'"));
        assertRefused(new Bad("sender " + user, SEND_MESSAGE, message(user, "bob", "hello"), "sender"));
        assertRefused(new Bad("recipient " + user, SEND_MESSAGE, message("alice", user, "hello"), "recipient"));
    }

    @Test
    void aliceRegistersNoKey() {
        assertRefused(new Bad("alice", REGISTER, registration(PUBLIC_KEY).put("user_id", "alice"), "'bob'"));
    }

    @Test
    void unknownUserHasNeitherMailboxNorKey() {
        for (String user : List.of(SENT, "Bob", "bob%20", "b%C3%B6b", "%2A", "bob,alice", "bob;a=b")) {
            assertRefused(calls.get("/get_messages/" + user), 400, "'bob'");
            assertRefused(calls.get("/get_public_key/" + user), 404, "key");
        }
    }

    @Test
    void textOf64KibFits() {
        String text = "x".repeat(64 * 1024);

        calls.accepts(SEND_MESSAGE, message("alice", "bob", text));

        assertThat(calls.messages("bob")).containsExactly(Calls.delivered(message("alice", "bob", text)));
    }

    @Test
    void bodyExactlyAtTheLimitIsTaken() {
        assertThat(calls.post(SEND_MESSAGE, bodyOf(ClassicWire.MAX_BODY_BYTES)).code())
                .isEqualTo(200);

        assertThat(calls.messages("bob")).hasSize(1);
    }

    @Test
    void bodyOverTheLimitIs413WithItsLengthAnnounced() {
        Answer answer = calls.post(SEND_MESSAGE, bodyOf(ClassicWire.MAX_BODY_BYTES + 1));

        assertRefused(answer, 413, "131072 bytes");
    }

    @Test
    void bodyOverTheLimitIs413InChunks() {
        byte[] body = bodyOf(ClassicWire.MAX_BODY_BYTES + 1);

        Answer answer = calls.send(
                "POST", SEND_MESSAGE, Calls.JSON, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertRefused(answer, 413, "131072 bytes");
    }

    /** @return a valid message with blanks behind it */
    private static byte[] bodyOf(int length) {
        String valid = validBody(SEND_MESSAGE).toString();
        return bytes(valid + " ".repeat(length - valid.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=json",
                "application/jsonp",
                "application/json-patch+json",
                "application/json, text/plain",
                "json",
                ""
            })
    void onlyJsonIsTakenAsJson(String contentType) {
        for (String route : Calls.POST_ROUTES) {
            byte[] body = bytes(validBody(route).toString());
            Answer answer = calls.send("POST", route, contentType, BodyPublishers.ofByteArray(body));

            assertRefused(answer, 415, "'Content-Type: application/json'");
        }
    }

    @Test
    void bodyWithoutATypeIsRefused() {
        for (String route : Calls.POST_ROUTES) {
            String body = validBody(route).toString();

            assertRefused(calls.send(calls.request(route).POST(BodyPublishers.ofString(body))), 415, "Content-Type");
        }
    }

    private void assertRefused(Bad bad) {
        assertRefused(calls.post(bad.path(), bad.body()), 400, bad.hint());
    }

    private static void assertRefused(Answer answer, int code, String hint) {
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).contains(Calls.JSON);
        assertThat(answer.status())
                .contains(hint)
                .doesNotContainIgnoringCase(SENT)
                .doesNotContain("4711", "47.11")
                .doesNotContain("fasterxml", "java.", "Exception", "\n")
                .hasSizeBetween(10, 300);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
