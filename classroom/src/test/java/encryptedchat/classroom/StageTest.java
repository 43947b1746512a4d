package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.client.explain.Guide;
import encryptedchat.client.terminal.TextWidth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stage keeps its columns, whatever is shown in them, and gives the audience time. */
class StageTest {
    private static final Glossary GLOSSARY = new Glossary(Guide.of("authenticated"));
    private static final Ink PLAIN = new Ink(false);
    private static final int BORDERS = 2;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private int width = 80;
    private Ink ink = PLAIN;
    private Pace pace = () -> {};

    @Test
    void aNarrowStageSaysInFrontOfEachLineWhoseItIs() throws Exception {
        Stage stage = stage();

        stage.step("Alice writes to Bob.", "A reason.");
        stage.line(Place.ALICE, "types", "Hello!");
        stage.request(request("alice", "{\"nonce\":\"QUJDREVGR0hJSktM\",\"name\":\"bob\"}"));
        stage.answer(request("bob", ""));
        stage.log("INFO stored, id 0123456789abcdef0123456789abcdef");

        assertThat(lines())
                .containsExactly(
                        "",
                        "1.  Alice writes to Bob.",
                        "    Why: A reason.",
                        "    alice types Hello!",
                        "    on the wire -> PUT /path",
                        "                nonce           QUJDREVGR0hJSktM",
                        "                name            bob",
                        "    on the wire <- PUT /path",
                        "    relay keeps stored, id 01234567…");
    }

    @Test
    void aWideStageHasAColumnForEachPlaceAndArrowsBetweenThem() throws Exception {
        width = 120;
        Stage stage = stage();

        stage.step("Alice writes to Bob.");
        stage.line(Place.ALICE, "types", "Hello!");
        stage.request(request("alice", "{\"name\":\"bob\"}"));
        stage.request(request("bob", ""));
        stage.answer(request("alice", ""));
        stage.answer(request("bob", ""));
        stage.line(Place.BOB, "reads", "Hello!");

        assertThat(lines()).allMatch(line -> TextWidth.of(line) <= width);
        assertThat(lines().stream().map(line -> line.replaceAll("[ ─]+", " ").replaceAll("-+", "-")))
                .containsExactly(
                        "",
                        "1. Alice writes to Bob.",
                        "",
                        "Alice ┬ The relay, and what crosses the wire ┬ Bob ",
                        "types: │ │",
                        "Hello! │ │",
                        "-> │ PUT /path │",
                        " │ name bob │",
                        " │ PUT /path │ <-",
                        "<- │ answer to PUT /path │",
                        " │ answer to PUT /path │ ->",
                        " │ │ reads:",
                        " │ │ Hello!");
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 121, 137, 160, 200, 500})
    void theColumnsOfAWideStageStayWhereTheyAre(int columns) throws Exception {
        width = columns;
        Stage stage = stage();

        stage.step("Step");
        String chinese = "你好🔐".repeat(50);
        stage.line(Place.ALICE, "types", chinese);
        stage.line(Place.RELAY, "keeps", chinese);
        stage.line(Place.BOB, "reads", chinese);
        stage.request(request("alice", "{\"encrypted_master_secret_b64\":\"" + "A".repeat(600) + "\"}"));

        List<String> rows = lines().stream().filter(line -> line.contains("│")).toList();
        assertThat(rows).hasSizeGreaterThan(10).allMatch(line -> TextWidth.of(line) <= width);
        for (int border = 0; border < BORDERS; border++) {
            int number = border;
            assertThat(rows.stream().map(line -> columnOfBorder(line, number)).distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 80, 119, 120, 200})
    void noLineIsWiderThanTheStage(int columns) throws Exception {
        width = columns;
        Stage stage = stage();

        stage.step("Words ".repeat(40), "你好 ".repeat(40));
        stage.note("Words ".repeat(40));
        stage.line(Place.BOB, "reads", "🔐".repeat(100));
        stage.request(request(
                "bob",
                "{\"offer\":{\"encrypted_master_secret_b64\":\"" + "A".repeat(684) + "\",\"unknown\":\""
                        + "x".repeat(300) + "\"}}"));

        assertThat(lines()).allMatch(line -> TextWidth.of(line) <= width);
        assertThat(String.join(" ", lines()).replaceAll("[ │]+", " ")).contains("513 bytes, for the responder");
    }

    @Test
    void coloursChangeNoColumn() throws Exception {
        width = 120;
        show(stage());
        List<String> plain = lines();
        screen.reset();

        ink = new Ink(true);
        show(stage());

        assertThat(screen.toString(UTF_8)).contains("\u001b[");
        assertThat(lines().stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .containsExactlyElementsOf(plain);
    }

    @Test
    void aNarrowStageHasColoursToo() throws Exception {
        ink = new Ink(true);
        show(stage());

        assertThat(screen.toString(UTF_8)).contains("\u001b[1;35malice types\u001b[0m Hello!");
    }

    @Test
    void whatIsMadeWiderMeanwhileIsWideFromTheNextStepOn() throws Exception {
        Stage stage = stage();
        stage.step("One");
        width = 120;
        stage.line(Place.ALICE, "types", "still narrow");
        assertThat(lines()).last().isEqualTo("    alice types still narrow");

        stage.step("Two");
        stage.line(Place.ALICE, "types", "wide");
        assertThat(lines()).last().asString().startsWith("wide ").contains("│");
    }

    @Test
    void thereIsTimeBetweenTheStepsAndOnlyThere() throws Exception {
        List<String> seen = new ArrayList<>();
        pace = () -> seen.add(lines().get(lines().size() - 1));
        Stage stage = stage();

        stage.step("One");
        stage.step("Two");
        stage.step("Three");

        assertThat(seen).containsExactly("1.  One", "2.  Two");
    }

    @Test
    void theAudienceCanEndTheDemoBetweenTwoSteps() throws Exception {
        pace = () -> {
            throw new DemoEndedException();
        };
        Stage stage = stage();
        stage.step("One");

        assertThatThrownBy(() -> stage.step("Two")).isInstanceOf(DemoEndedException.class);
        assertThat(lines()).last().isEqualTo("1.  One");
    }

    @Test
    void oneByteIsNotBytes() throws Exception {
        Stage stage = stage();
        stage.request(request("bob", "{\"message\":{\"ciphertext\":\"QQ==\"}}"));

        assertThat(lines()).last().asString().endsWith("QQ==                  1 byte, sealed text");
    }

    @Test
    void aFieldMeansWhatItMeansWhereItStands() throws Exception {
        Stage stage = stage();
        stage.request(request(
                "bob",
                "{\"kind\":\"offer\",\"signature\":\"QQ==\",\"body\":{\"signature\":\"QQ==\",\"time\":1700000000}}"));

        assertThat(lines().stream().map(line -> line.strip().replaceAll(" +", " ")))
                .endsWith(
                        "signature QQ== 1 byte, by identity key",
                        "signature QQ== 1 byte, by who offers",
                        "time 1700000000 2023-11-14 22:13:20 UTC");
    }

    @Test
    void aTextIsShownAsItIsTyped() {
        stage().line(Place.ALICE, "types", "INFO 0123456789abcdef0123456789abcdef");

        assertThat(lines()).containsExactly("    alice types INFO 0123456789abcdef0123456789abcdef");
    }

    private static void show(Stage stage) throws Exception {
        stage.step("Alice writes to Bob.", "A reason.");
        stage.line(Place.ALICE, "types", "Hello!");
        stage.request(request("alice", "{\"name\":\"bob\"}"));
        stage.answer(request("bob", ""));
    }

    private Stage stage() {
        return new Stage(
                new PrintStream(screen, true, UTF_8), GLOSSARY, ink, () -> Layout.of(width, ink), () -> pace.pause());
    }

    private List<String> lines() {
        return screen.toString(UTF_8).lines().toList();
    }

    private static int columnOfBorder(String line, int number) {
        String[] cells = line.split("│", -1);
        return number == 0 ? TextWidth.of(cells[0]) : TextWidth.of(cells[0]) + TextWidth.of(cells[1]);
    }

    private static Exchange request(String client, String body) {
        return new Exchange(client, "PUT", "/path", "", body, 200, "");
    }
}
