package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.authenticated.Offers.BOBS;
import static encryptedchat.crypto.level.authenticated.Offers.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Json;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the level's file says of fields, canonical bytes and steps is what the level makes and does. */
class LevelFileTest {
    private static final JsonNode FILE = read("authenticated");
    private static final JsonNode SHARED = read("v1");

    private static JsonNode read(String name) {
        try (InputStream in = LevelFileTest.class.getResourceAsStream("/encryptedchat/levels/" + name + ".json")) {
            return Json.read(Objects.requireNonNull(in).readAllBytes(), JsonNode.class);
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void eachFieldOfAnOfferAndOfAMessagesHeaderIsExplained() throws Exception {
        JsonNode offer = Offers.make(NOW).offer().read(JsonNode.class);

        assertThat(fieldsIn("offer"))
                .containsExactlyInAnyOrderElementsOf(
                        offer.propertyStream().map(field -> field.getKey()).toList());
        assertThat(fieldsIn("encrypted-chat message")).isEqualTo(layout("encrypted-chat message"));
    }

    @Test
    void allCanonicalBytesDivideAsTheFileSays() throws Exception {
        Begun begun = Offers.make(NOW);
        Transcript transcript =
                new Transcript(ALICE.person(), BOB.person(), TestKeys.BOB.publicKey(), begun.id(), new byte[1], NOW);
        byte[] header = begun.session().seal(new byte[1]).envelope().associatedData();

        for (byte[] bytes : List.of(
                transcript.toBytes(),
                Transcript.signedBytes(transcript.hash()),
                AuthenticatedSession.keyInfo("alice", "bob"),
                header)) {
            String label = new CanonicalBytes.Reader("bytes", bytes).text();
            assertThat(layout(label)).as(label).hasSize(numberOfFields(bytes)).startsWith("label", "level");
        }
        assertThat(FILE.path("layouts").size()).isEqualTo(4);
    }

    @Test
    void eachStepHasWords() throws Exception {
        Set<String> told = new LinkedHashSet<>();
        Party alice = party(ALICE, told);
        Party bob = party(BOB, told);
        Begun begun = LEVEL.begin(alice, BOB.person(), LEVEL.publish(bob, BOBS), NOW);
        Session bobs = LEVEL.accept(bob, ALICE.person(), BOBS, begun.offer(), 0).session();
        bobs.open(begun.session().seal(new byte[1]).envelope());

        List<String> words = Stream.of(FILE, SHARED)
                .flatMap(file -> file.path("steps").valueStream())
                .map(step -> step.path("step").textValue())
                .toList();
        assertThat(told).hasSizeGreaterThan(9).isSubsetOf(words);
    }

    private static Party party(Identity identity, Set<String> told) {
        Steps steps = (step, details) -> {
            assertThat(details.get()).extracting(Detail::name).isNotEmpty();
            told.add(step);
        };
        return new Party(identity, new SecureRandom(), InstantSource.fixed(Instant.ofEpochSecond(NOW)), steps);
    }

    private static List<String> fieldsIn(String in) {
        return FILE.path("fields")
                .valueStream()
                .filter(field -> field.path("in").textValue().equals(in))
                .map(field -> field.path("name").textValue())
                .toList();
    }

    private static List<String> layout(String label) {
        return FILE.path("layouts")
                .path(label)
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    private static int numberOfFields(byte[] bytes) {
        int fields = 0;
        for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); fields++) {
            int length = rest.getInt();
            rest.position(rest.position() + length);
        }
        return fields;
    }
}
