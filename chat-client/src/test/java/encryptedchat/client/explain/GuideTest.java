package encryptedchat.client.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.explain.Guide.Form;
import encryptedchat.client.explain.Guide.Refusal;
import encryptedchat.client.explain.Guide.Step;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.v1.Login;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.People;
import encryptedchat.wire.v1.Prekeys;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.SealedMessage;
import encryptedchat.wire.v1.V1;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** There are words for each field, each step and each refusal, and canonical bytes are read out by their layout. */
class GuideTest {
    private static final Set<String> CLASSIC = Set.of(
            "exchange-key-made",
            "public-key-published",
            "public-key-taken",
            "master-secret-made",
            "master-secret-encrypted",
            "master-secret-sent",
            "master-secret-fetched",
            "master-secret-decrypted",
            "key-derived",
            "text-sealed",
            "message-sent",
            "fetched",
            "text-opened");

    private static final Set<String> SHARED = Set.of(
            "identity-made",
            "identity-read",
            "prekeys-read",
            "prekey-signed",
            "prekey-verified",
            "name-registered",
            "logged-in",
            "prekeys-published",
            "prekeys-fetched",
            "peer-pinned",
            "peer-recognised",
            "offer-sent",
            "message-sent",
            "fetched",
            "acknowledged",
            "gap-noticed");

    private static final Set<String> AUTHENTICATED_ALONE = Set.of(
            "exchange-key-made",
            "master-secret-made",
            "master-secret-encrypted",
            "transcript-hashed",
            "offer-signed",
            "offer-verified",
            "master-secret-decrypted",
            "key-derived",
            "text-sealed",
            "text-opened");

    /** They only hold others. */
    private static final Set<String> ENCLOSING = Set.of("messages", "content", "body", "waiting", "signed", "one_time");

    private static final Guide CLASSIC_GUIDE = Guide.of("classic");
    private static final Guide GUIDE = Guide.of("authenticated");
    private static final Guide WITHOUT_FILE = Guide.of("no-such-level");

    @Test
    void eachStepHasWords() {
        CLASSIC.forEach(step -> assertIsComplete(CLASSIC_GUIDE, step));
        SHARED.forEach(step -> assertIsComplete(GUIDE, step));
        SHARED.forEach(step -> assertIsComplete(WITHOUT_FILE, step));
        AUTHENTICATED_ALONE.forEach(step -> assertIsComplete(GUIDE, step));
    }

    @Test
    void aLevelThatStandsAloneAndOneWithoutAFileHaveNoWordsOfOtherLevels() {
        assertThat(CLASSIC_GUIDE.step("logged-in")).isEmpty();
        assertThat(CLASSIC_GUIDE.field("", "identity_key")).isEmpty();
        assertThat(WITHOUT_FILE.step("key-derived")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachRefusalHasWordsWhateverTheReason(Reason reason) {
        List.of("prekeys", "master-secret", "message")
                .forEach(refused -> assertIsComplete(CLASSIC_GUIDE, refused, reason));
        List.of("peer", "prekeys", "offer", "message").forEach(refused -> {
            assertIsComplete(GUIDE, refused, reason);
            assertIsComplete(WITHOUT_FILE, refused, reason);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "authenticated"})
    void aReasonThatHasWordsOfItsOwnGetsThem(String level) {
        Guide guide = Guide.of(level);

        assertThat(guide.refusal("message", Reason.NOT_AUTHENTIC))
                .hasValueSatisfying(text -> assertThat(text.noticed()).startsWith("By the tag"));
        assertThat(guide.refusal("message", Reason.NOT_TEXT))
                .hasValueSatisfying(text -> assertThat(text.noticed()).startsWith("By decoding"));
    }

    @Test
    void everyFieldOnTheWireIsExplained() {
        assertThat(names("classic", "")).containsExactlyElementsOf(fields(ClassicWire.class.getDeclaredClasses()));
        Set<String> shared = fields(People.class.getDeclaredClasses());
        shared.addAll(fields(Login.class.getDeclaredClasses()));
        shared.addAll(fields(Mail.class.getDeclaredClasses()));
        shared.addAll(fields(Prekeys.class.getDeclaredClasses()));
        shared.addAll(fields(PublishedPrekeys.class, Prekey.class, Problem.class));
        // Beside the list of messages, which only holds others, there is their number.
        shared.add("messages");
        assertThat(names("v1", "")).containsExactlyElementsOf(shared);
        assertThat(names("v1", "message")).containsExactlyElementsOf(fields(SealedMessage.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "authenticated", "v1"})
    void everyFieldIsExplainedInFullAndOnce(String file) {
        List<JsonNode> fields = read(file).path("fields").valueStream().toList();

        assertThat(fields).allSatisfy(field -> {
            assertThat(List.of("means", "readers", "changers"))
                    .allMatch(text -> field.path(text).textValue().endsWith("."));
            assertThat(field.path("short").textValue()).hasSizeLessThan(25);
        });
        assertThat(fields)
                .extracting(field -> Map.of("in", field.path("in"), "name", field.path("name")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameNameMayMeanAnotherThingElsewhere() {
        assertThat(meaning("offer", "signature")).contains("initiator");
        assertThat(meaning("", "signature"))
                .isEqualTo(meaning("tokens", "signature"))
                .doesNotContain("initiator");
        assertThat(meaning("message", "ciphertext"))
                .isNotEqualTo(WITHOUT_FILE
                        .field("message", "ciphertext")
                        .orElseThrow()
                        .means());
    }

    @Test
    void canonicalBytesAreReadOutByTheLayoutOfTheirLabel() {
        byte[] challenge = new byte[32];
        byte[] header = CanonicalBytes.of("encrypted-chat message")
                .add("authenticated")
                .add("0123456789abcdef".getBytes(UTF_8))
                .add("alice")
                .add("bob")
                .add(7)
                .add(1_700_000_000)
                .toBytes();

        assertThat(GUIDE.readOut(V1.loginBytes("alice", challenge)))
                .extracting(CanonicalField::name, CanonicalField::words)
                .containsExactly(
                        tuple("label", "encrypted-chat login"), tuple("name", "alice"), tuple("challenge", ""));
        assertThat(GUIDE.readOut(header))
                .extracting(CanonicalField::words)
                .containsExactly("encrypted-chat message", "authenticated", "", "alice", "bob", "7", "1700000000");
        assertThat(GUIDE.readOut(header).get(6).form()).isEqualTo(Form.TIME);
    }

    @Test
    void otherBytesAreNotReadOut() {
        byte[] login = V1.loginBytes("alice", new byte[32]);

        assertThat(GUIDE.readOut(new byte[0])).isEmpty();
        assertThat(GUIDE.readOut("1700000000".getBytes(UTF_8))).isEmpty();
        assertThat(GUIDE.readOut(Arrays.copyOf(login, login.length - 1))).isEmpty();
        assertThat(GUIDE.readOut(Arrays.copyOf(login, login.length + 1))).isEmpty();
        assertThat(GUIDE.readOut(CanonicalBytes.of("encrypted-chat nothing").toBytes()))
                .isEmpty();
    }

    private static void assertIsComplete(Guide guide, String step) {
        Step text = guide.step(step).orElseThrow(() -> new AssertionError("no words for " + step));
        assertThat(List.of(text.heading(), text.done(), text.standard(), text.otherwise()))
                .as(step)
                .noneMatch(String::isBlank);
    }

    private static void assertIsComplete(Guide guide, String refused, Reason reason) {
        Refusal text = guide.refusal(refused, reason)
                .orElseThrow(() -> new AssertionError("no words for " + refused + " " + reason));
        assertThat(List.of(text.heading(), text.attack(), text.noticed(), text.standard()))
                .as(refused)
                .noneMatch(String::isBlank);
    }

    private static String meaning(String in, String name) {
        return GUIDE.field(in, name).orElseThrow().means();
    }

    private static Set<String> names(String file, String in) {
        Set<String> names = new TreeSet<>();
        read(file)
                .path("fields")
                .valueStream()
                .filter(field -> field.path("in").textValue().equals(in))
                .forEach(field -> names.add(field.path("name").textValue()));
        return names;
    }

    private static JsonNode read(String file) {
        try (InputStream in = GuideTest.class.getResourceAsStream("/encryptedchat/levels/" + file + ".json")) {
            return Json.read(Objects.requireNonNull(in).readAllBytes(), JsonNode.class);
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Set<String> fields(Class<?>... bodies) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(bodies)
                .filter(Class::isRecord)
                .flatMap(body -> Arrays.stream(body.getRecordComponents()))
                .map(GuideTest::fieldOf)
                .filter(name -> !ENCLOSING.contains(name))
                .forEach(names::add);
        return names;
    }

    /** @return as it is on the wire: in lower case with underscores, if it does not say otherwise */
    private static String fieldOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty()
                ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : named.value();
    }
}
