package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import encryptedchat.wire.FieldGuide.Field;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.v1.Login;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.People;
import encryptedchat.wire.v1.Problem;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide tells of each field that a body has, and of no other. */
class FieldGuideTest {
    private static final String CLASSIC = "classic";

    /** They only hold others. */
    private static final Set<String> ENCLOSING = Set.of("messages", "content", "offer", "message", "waiting");

    private static final FieldGuide GUIDE = FieldGuide.read();

    @Test
    void everyFieldOfLevelClassicIsExplained() {
        assertThat(names(CLASSIC, "")).containsExactlyElementsOf(fields(ClassicWire.class.getDeclaredClasses()));
    }

    @Test
    void everyFieldOfLevelAuthenticatedIsExplained() {
        Set<String> expected = fields(People.class.getDeclaredClasses());
        expected.addAll(fields(Login.class.getDeclaredClasses()));
        expected.addAll(fields(Mail.class.getDeclaredClasses()));
        expected.addAll(fields(ExchangeKey.class, Problem.class));
        // Beside the list of messages, which only holds others, there is their number.
        expected.add("messages");

        assertThat(names(AuthenticatedWire.LEVEL, "")).containsExactlyElementsOf(expected);
        assertThat(names(AuthenticatedWire.LEVEL, "offer")).containsExactlyElementsOf(fields(Offer.class));
        assertThat(names(AuthenticatedWire.LEVEL, "message")).containsExactlyElementsOf(fields(SealedMessage.class));
    }

    @Test
    void everythingInAMessageHeaderIsExplained() {
        Set<String> expected = new TreeSet<>(Set.of("label", "level"));
        Stream.of(MessageHeader.class.getRecordComponents())
                .map(component -> component.getName().equals("sessionId") ? "session_id" : component.getName())
                .forEach(expected::add);

        assertThat(names(AuthenticatedWire.LEVEL, "associated_data")).containsExactlyElementsOf(expected);
    }

    @Test
    void theSameNameMayMeanAnotherThingElsewhere() {
        assertThat(meaning("offer", "signature")).contains("initiator");
        assertThat(meaning("", "signature"))
                .isEqualTo(meaning("tokens", "signature"))
                .doesNotContain("initiator");
        assertThat(GUIDE.find(CLASSIC, "", "signature")).isEmpty();
    }

    @Test
    void everyFieldIsExplainedInFullAndOnce() {
        assertThat(GUIDE.fields()).allSatisfy(field -> {
            assertThat(List.of(field.means(), field.readers(), field.changers()))
                    .allMatch(text -> text.endsWith("."));
            assertThat(field.brief()).hasSizeLessThan(25);
        });
        assertThat(GUIDE.fields())
                .extracting(field -> Map.of("level", field.level(), "in", field.in(), "name", field.name()))
                .doesNotHaveDuplicates();
    }

    private static String meaning(String in, String name) {
        return GUIDE.find(AuthenticatedWire.LEVEL, in, name).orElseThrow().means();
    }

    private static Set<String> names(String level, String in) {
        Set<String> names = new TreeSet<>();
        GUIDE.fields().stream()
                .filter(field -> field.level().equals(level) && field.in().equals(in))
                .map(Field::name)
                .forEach(names::add);
        return names;
    }

    private static Set<String> fields(Class<?>... bodies) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(bodies)
                .filter(Class::isRecord)
                .flatMap(body -> Arrays.stream(body.getRecordComponents()))
                .map(RecordComponent::getAccessor)
                .map(accessor -> accessor.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .filter(name -> !ENCLOSING.contains(name))
                .forEach(names::add);
        return names;
    }
}
