package encryptedchat.relay.v1;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Relay;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document is one for a parser that is not ours, as those have who generate a client from it. */
@TestInstance(PER_CLASS)
class IndependentParserTest {
    private final Relay relay = Calls.startRelay();
    private final String document = new Calls(relay).get("/v1/openapi.json").body();

    @AfterAll
    void stop() {
        relay.close();
    }

    @Test
    void readsEveryOperationAndComplainsOfNothing() {
        SwaggerParseResult read = read(document);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.isOpenapi31()).isTrue();
        Set<String> operations = read.getOpenAPI().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().keySet().stream()
                        .map(method -> method + " " + path.getKey()))
                .collect(toSet());
        assertThat(operations).isEqualTo(ours().operations().keySet());
    }

    @Test
    void complainsOfEachReferenceThatLeadsNowhere() {
        List<String> nowhere = ours().root().findValuesAsText("$ref").stream()
                .map(reference -> reference + "Nowhere")
                .toList();
        String broken = document.replaceAll("(\"#/[^\"]+)\"", "$1Nowhere\"");

        assertThat(String.join("\n", read(broken).getMessages())).contains(nowhere);
    }

    @ParameterizedTest
    @CsvSource({"openapi, api", "title, name", "responses, answers", "description, meaning", "in, at", "scheme, way"})
    void complainsOfAFieldThatIsNamedWrongly(String field, String wrong) {
        String broken = document.replace('"' + field + "\":", '"' + wrong + "\":");

        assertThat(broken).isNotEqualTo(document);
        assertThat(read(broken).getMessages()).isNotEmpty();
    }

    private OpenApiDocument ours() {
        return new OpenApiDocument(Calls.json(document));
    }

    /** Follows the references too. */
    private static SwaggerParseResult read(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, List.of(), options);
    }
}
