package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.classic.ClassicWire.Status;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.AbstractThrowableAssert;

/** An object that is carried without being understood comes out exactly as it went in. */
class RawJsonTest {
    record Nested(@JsonProperty("inner") Content inner) {}

    @Property(tries = 300)
    void anyObjectIsKeptCharacterForCharacter(
            @ForAll("objects") String object, @ForAll("whitespace") String before, @ForAll("whitespace") String after)
            throws Exception {
        String text = content(before + object + after);
        Content read = Json.readText(text, Content.class);
        assertThat(read.body().text()).isEqualTo(object);
        assertThat(Json.writeText(read)).isEqualTo(content(object));
    }

    /** The parser reads a long text piece by piece; wherever a piece ends, nothing is lost. */
    @Property(tries = 60)
    void objectOfAnyLengthAnywhereInTheTextIsKept(
            @ForAll @IntRange(max = 10_000) int before, @ForAll @IntRange(max = 80_000) int length) throws Exception {
        String object = "{ \"padding\":\"" + "é".repeat(length) + "\" }";
        String text = content(" ".repeat(before) + object);
        assertThat(Json.readText(text, Content.class).body().text()).isEqualTo(object);
        assertThat(Json.read(Utf8.encode(text), Content.class).body().text()).isEqualTo(object);
    }

    @Example
    void spellingIsNotTouched() throws Exception {
        for (String object : List.of(
                "{}",
                "{\r\n\t}",
                "{\"a\" :1.0,\"b\":1.00e+2 , \"c\":-0,\"d\":1E400}",
                "{\"a\":\"\\u0041\\/\\u00e9\\ud83d\\ude00\"}",
                "{\"\\u0061\":null, \"é😀\":[true ,false]}",
                "{\"a\":\"}{][\\\"}\"}",
                "{\"body\":{\"body\":{}}}",
                "{\"b\":1,\"a\":2}")) {
            assertThat(Json.readText(content(object), Content.class).body().text())
                    .isEqualTo(object);
        }
    }

    @Example
    void eachObjectOfAListIsKept() throws Exception {
        RawJson first = new RawJson("{ \"a\" : [ { } ] }");
        RawJson second = new RawJson("{\"b\":\"" + "x".repeat(100_000) + "\"}");
        Mail.Messages messages = new Mail.Messages(List.of(
                new Waiting("1f", "alice", 1, first),
                new Waiting("2e", "alice", 2, second),
                new Waiting("3d", "alice", 3, first)));
        assertThat(Json.read(Json.write(messages), Mail.Messages.class)).isEqualTo(messages);
    }

    @Example
    void objectInsideOfOtherObjectsIsKept() throws Exception {
        Nested nested = new Nested(new Content("authenticated", "offer", new RawJson("{\"a\": {\"b\":1 }\n}")));
        assertThat(Json.readText(Json.writeText(nested), Nested.class)).isEqualTo(nested);
    }

    @Example
    void wholeTextIsKeptWithoutTheWhitespaceAroundIt() throws Exception {
        assertThat(Json.readText(" \n{ \"a\":1 }\t", RawJson.class)).isEqualTo(new RawJson("{ \"a\":1 }"));
    }

    @Example
    void objectThatWasReadFromATreeIsKeptAsTheTreeIsWritten() throws Exception {
        JsonNode tree = Json.readText(content("{ \"a\" : 1 }"), JsonNode.class);
        assertThat(Json.read(tree, Content.class).body().text()).isEqualTo("{\"a\":1}");
    }

    @Example
    void whatIsNoObjectIsRefused() {
        for (String other : List.of("[]", "[{}]", "\"{}\"", "1", "true", "\"\"")) {
            assertRefused(content(other)).hasMessage("Field 'body' must be a JSON object, at most 16 deep.");
            assertThatThrownBy(() -> Json.readText(other, RawJson.class))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessage("The JSON must be a JSON object, at most 16 deep.");
        }
        assertRefused(content("null")).hasMessage("Field 'body' is null.");
    }

    @Example
    void objectOfSixteenObjectsAndListsIsTakenAndADeeperOneIsRefused() throws Exception {
        for (String innermost : List.of("{}", "[]")) {
            String deepest = nested(RawJson.MAX_DEPTH - 1, innermost);
            assertThat(Json.readText(content(deepest), Content.class).body().text())
                    .isEqualTo(deepest);
            assertRefused(content(nested(RawJson.MAX_DEPTH, innermost)))
                    .hasMessage("Field 'body' must be a JSON object, at most 16 deep.");
        }
        assertRefused(content(nested(50_000, "{}"))).isInstanceOf(WireFormatException.class);
    }

    @Example
    void depthIsCountedFromTheObjectAlone() throws Exception {
        String deepest = nested(RawJson.MAX_DEPTH - 1, "{}");
        String text =
                "{\"messages\":[{\"id\":\"1f\",\"sender\":\"alice\",\"stored_at\":1,\"content\":" + deepest + "}]}";
        assertThat(Json.readText(text, Mail.Messages.class)
                        .messages()
                        .get(0)
                        .content()
                        .text())
                .isEqualTo(deepest);
    }

    @Example
    void fieldThatComesTwiceInsideIsRefused() {
        assertRefused(content("{\"a\":1,\"a\":1}"));
        assertRefused(content("{\"a\":[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]}"));
        assertRefused(content("{\"a\":1,\"\\u0061\":1}"));
    }

    @Example
    void whatIsNotJsonInsideIsRefused() {
        for (String object :
                List.of("{\"a\":1", "{\"a\":1]", "{a:1}", "{\"a\":NaN}", "{\"a\":01}", "{,}", "{\"a\":1,}")) {
            assertRefused(content(object));
        }
    }

    @Example
    void contentIsReadAsStrictlyAsEverything() throws Exception {
        assertThat(new RawJson("{ \"status\" : \"ok\" }").read(Status.class)).isEqualTo(new Status("ok"));
        assertThatThrownBy(() -> new RawJson("{\"status\":\"ok\",\"colour\":1}").read(Status.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'colour'");
        assertThat(RawJson.of(new Status("ok"))).isEqualTo(new RawJson("{\"status\":\"ok\"}"));
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> values = Arbitraries.recursive(
                () -> Arbitraries.of("1", "-1.50E-3", "\"\"", "\"\\u00e9\\n\"", "\"é😀}\"", "true", "null"),
                inner -> Arbitraries.oneOf(
                        object(inner), inner.list().ofMaxSize(3).map(list -> "[" + String.join(" ,", list) + "]")),
                0,
                4);
        return object(values);
    }

    private Arbitrary<String> object(Arbitrary<String> values) {
        Arbitrary<List<String>> names = Arbitraries.of("a", "é", "\\u0062", "body", "}")
                .list()
                .uniqueElements()
                .ofMaxSize(4);
        return names.flatMap(chosen -> values.list()
                .ofSize(chosen.size())
                .flatMap(list -> whitespace().map(space -> {
                    StringBuilder text = new StringBuilder("{" + space);
                    for (int index = 0; index < list.size(); index++) {
                        text.append(index == 0 ? "" : "," + space)
                                .append('"' + chosen.get(index) + '"' + space + ":" + space + list.get(index) + space);
                    }
                    return text + "}";
                })));
    }

    @Provide
    Arbitrary<String> whitespace() {
        return Arbitraries.of(" ", "\t", "\r", "\n").list().ofMaxSize(5).map(list -> String.join("", list));
    }

    private static String content(String body) {
        return "{\"level\":\"any\",\"kind\":\"offer\",\"body\":" + body + "}";
    }

    /** @param times how many objects stand around the innermost one */
    private static String nested(int times, String innermost) {
        return "{\"a\":".repeat(times) + innermost + "}".repeat(times);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertThatThrownBy(() -> Json.readText(text, Content.class)).isInstanceOf(WireFormatException.class);
    }
}
