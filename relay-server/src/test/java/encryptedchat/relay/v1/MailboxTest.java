package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.tree;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.wire.v1.Problem.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is in the mailbox once, from when its sender was told so until its recipient acknowledges it. */
@TestInstance(PER_CLASS)
class MailboxTest {
    private static final int MOST_MESSAGES = 200;

    private final TestClock clock = new TestClock();
    private final TestPerson alice = TestPerson.named("alice");
    private final TestPerson bob = TestPerson.named("bob");
    private final TestPerson carol = TestPerson.named("carol");

    private Path folder;
    private Store store;
    private Relay relay;
    private V1Calls calls;
    private String alicesToken;
    private String bobsToken;
    private String carolsToken;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        startAgain();
    }

    private void startAgain() throws IOException {
        store = Store.openSqlite(folder.resolve("relay.db"), new Limits(MOST_MESSAGES, 64L * 1024 * 1024));
        Listener listener = new Listener(InetAddress.getLoopbackAddress(), 0);
        relay = Relay.start(listener, store, V1Calls.UNHURRIED, clock);
        calls = new V1Calls(relay.url());
    }

    @BeforeEach
    void beginWithEmptyMailboxes() {
        for (TestPerson person : List.of(alice, bob, carol)) {
            store.release(person.name()).join();
        }
        alicesToken = calls.registerAndLogIn(alice);
        bobsToken = calls.registerAndLogIn(bob);
        carolsToken = calls.registerAndLogIn(carol);
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    private String send(String token, String recipient, String text) {
        String id = newId();
        assertThat(calls.sendMessage(recipient, token, id, text).json()).isEqualTo(tree("{\"stored\":\"new\"}"));
        return id;
    }

    private List<JsonNode> poll(String query) {
        Answer answer = calls.get("/v1/mailboxes/bob/messages" + query, bobsToken);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        return answer.json().path("messages").valueStream().toList();
    }

    @Test
    void messageArrivesWithItsSenderAndTheTimeOfTheRelay() {
        String id = send(alicesToken, "bob", "hello");

        JsonNode waiting = poll("").get(0);

        assertThat(waiting.path("id").textValue()).isEqualTo(id);
        assertThat(waiting.path("sender").textValue()).isEqualTo("alice");
        assertThat(waiting.path("stored_at").longValue())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(waiting.path("content")).isEqualTo(tree(message("hello")));
    }

    /** A relay that knew what it carries could not carry what comes after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \t'b' :1.50e+03,\r\n'a': [null , true,-0.0, 123456789012345678901234567890]}",
                "{'\\u00e4\\/':'ä\\ud83d\\ude00 \\u0000 🧵','level':'x','kind':{},'body':'}'}",
                "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}}}}}}}}}}"
            })
    void bodyOfAnUnknownLevelArrivesCharacterForCharacter(String quoted) {
        String content = ("{'level':'level-9','kind':'new-kind','body':" + quoted + "}").replace('\'', '"');
        String id = newId();

        assertThat(sendContent(id, content).code()).isEqualTo(201);

        assertThat(calls.get("/v1/mailboxes/bob/messages", bobsToken).body()).contains("\"content\":" + content + "}");
        assertThat(sendContent(id, content).code()).isEqualTo(200);
    }

    @Test
    void sameBodyWrittenDifferentlyOrOfAnotherLevelOrKindIsAnotherMessage() {
        String id = newId();
        assertThat(sendContent(id, "{\"level\":\"a\",\"kind\":\"b\",\"body\":{\"c\":1}}")
                        .code())
                .isEqualTo(201);
        assertThat(sendContent(id, " {\"kind\" : \"b\", \"body\":{\"c\":1}, \"level\":\"a\"}")
                        .code())
                .isEqualTo(200);

        for (String other : List.of(
                "{\"level\":\"a\",\"kind\":\"b\",\"body\":{\"c\": 1}}",
                "{\"level\":\"b\",\"kind\":\"b\",\"body\":{\"c\":1}}",
                "{\"level\":\"a\",\"kind\":\"a\",\"body\":{\"c\":1}}")) {
            assertProblem(sendContent(id, other), Kind.ID_TAKEN);
        }
    }

    private Answer sendContent(String id, String content) {
        return calls.send("PUT", "/v1/mailboxes/bob/messages/" + id, alicesToken, content.getBytes(UTF_8));
    }

    @Test
    void longestTextThatAClientSendsHasRoom() {
        send(alicesToken, "bob", "x".repeat(65_536));

        assertThat(poll("").get(0).path("content")).isEqualTo(tree(message("x".repeat(65_536))));
    }

    @Test
    void messagesStayUntilTheyAreAcknowledged() {
        String first = send(alicesToken, "bob", "1");
        String second = send(carolsToken, "bob", "2");
        String third = send(alicesToken, "bob", "3");
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(first, second, third);
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(first, second, third);

        Answer answer = calls.acknowledge("bob", bobsToken, List.of(third, first, newId(), first));

        assertThat(answer.json()).isEqualTo(tree("{\"acknowledged\":2}"));
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(second);
        assertThat(calls.acknowledge("bob", bobsToken, List.of(third)).json()).isEqualTo(tree("{\"acknowledged\":0}"));
    }

    @Test
    void acknowledgementOfOneSendersMessageLeavesTheSameIdOfAnother() {
        String id = send(alicesToken, "bob", "1");
        calls.sendMessage("bob", carolsToken, id, "2");

        Answer answer = calls.acknowledge("bob", bobsToken, "carol", List.of(id));

        assertThat(answer.json()).isEqualTo(tree("{\"acknowledged\":1}"));
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(id);
        assertThat(poll("?from=carol")).isEmpty();
    }

    @Test
    void onlyOnesOwnMailboxIsAcknowledged() {
        String id = send(alicesToken, "bob", "1");

        assertThat(calls.acknowledge("carol", carolsToken, List.of(id)).json()).isEqualTo(tree("{\"acknowledged\":0}"));
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(id);
    }

    @Test
    void sameMessageUnderTheSameIdIsStoredOnce() {
        String id = send(alicesToken, "bob", "hello");

        Answer again = calls.sendMessage("bob", alicesToken, id, "hello");

        assertThat(again.code()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(tree("{\"stored\":\"before\"}"));
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(id);
    }

    @Test
    void messageIsNotStoredAgainAfterItWasAcknowledged() {
        String id = send(alicesToken, "bob", "hello");
        calls.acknowledge("bob", bobsToken, List.of(id));

        assertThat(calls.sendMessage("bob", alicesToken, id, "hello").code()).isEqualTo(200);
        assertThat(calls.waiting("bob", bobsToken)).isEmpty();
    }

    @Test
    void anotherMessageUnderTheSameIdIsRefused() {
        String id = send(alicesToken, "bob", "hello");

        assertProblem(calls.sendMessage("bob", alicesToken, id, "goodbye"), Kind.ID_TAKEN);
        assertThat(poll("").get(0).path("content")).isEqualTo(tree(message("hello")));
    }

    @Test
    void idsOfDifferentSendersAndRecipientsDoNotMeet() {
        String id = send(alicesToken, "bob", "from alice");

        assertThat(calls.sendMessage("bob", carolsToken, id, "from carol").code())
                .isEqualTo(201);
        assertThat(calls.sendMessage("carol", alicesToken, id, "to carol").code())
                .isEqualTo(201);
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(id, id);
    }

    @Test
    void nothingIsStoredForWhoIsNotRegistered() {
        assertProblem(calls.sendMessage("nobody", alicesToken, newId(), "hello"), Kind.PERSON_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0123456789abcdef0123456789abcde",
                "0123456789ABCDEF0123456789ABCDEF",
                "g123456789abcdef0123456789abcdef"
            })
    void idOfAnotherFormIsMalformed(String id) {
        assertProblem(calls.sendMessage("bob", alicesToken, id, "hello"), Kind.MALFORMED);
        assertProblem(calls.acknowledge("bob", bobsToken, List.of(newId(), id)), Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'level':'a','kind':'b'}",
                "{'level':'a','body':{}}",
                "{'kind':'b','body':{}}",
                "{'level':'a','kind':'b','body':{},'more':1}",
                "{'level':'a','kind':'b','body':null}",
                "{'level':'a','kind':'b','body':'{}'}",
                "{'level':'a','kind':'b','body':[]}",
                "{'level':'a','kind':'b','body':1}",
                "{'level':'a','kind':'b','body':{'c':1,'c':2}}",
                "{'level':'a','kind':'b','body':{},'body':{}}",
                "{'level':1,'kind':'b','body':{}}",
                "{'level':'','kind':'b','body':{}}",
                "{'level':'A','kind':'b','body':{}}",
                "{'level':'1a','kind':'b','body':{}}",
                "{'level':'abcdefghijklmnopqrstuvwxyz-012345','kind':'b','body':{}}",
                "{'level':'a','kind':'b c','body':{}}",
                "{'level':'a','kind':'b','body':{'a':[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}}",
            })
    void contentOfAnotherFormIsMalformed(String json) {
        byte[] body = json.replace('\'', '"').getBytes(UTF_8);

        assertProblem(calls.send("PUT", "/v1/mailboxes/bob/messages/" + newId(), alicesToken, body), Kind.MALFORMED);
        assertThat(calls.waiting("bob", bobsToken)).isEmpty();
    }

    @Test
    void bodyDeeperThanAllOfJsonMayBeIsMalformed() {
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);

        assertProblem(sendContent(newId(), "{\"level\":\"a\",\"kind\":\"b\",\"body\":" + deep + "}"), Kind.MALFORMED);
    }

    @Test
    void bodyThatIsTooLongIsRefused() {
        String tooLong = "{\"a\":\"" + "x".repeat(131_072) + "\"}";

        assertProblem(
                sendContent(newId(), "{\"level\":\"a\",\"kind\":\"b\",\"body\":" + tooLong + "}"), Kind.TOO_LARGE);
        assertThat(calls.waiting("bob", bobsToken)).isEmpty();
    }

    @Test
    void fullMailboxTakesNothingMoreUntilSomethingIsAcknowledged() {
        List<String> ids = IntStream.range(0, MOST_MESSAGES)
                .mapToObj(number -> send(alicesToken, "bob", "message " + number))
                .toList();
        String one = newId();

        Answer full = calls.sendMessage("bob", alicesToken, one, "one more");

        assertProblem(full, Kind.MAILBOX_FULL);
        assertThat(full.header("Retry-After")).contains("5");
        assertThat(calls.sendMessage("bob", alicesToken, ids.get(0), "message 0")
                        .code())
                .isEqualTo(200);
        calls.acknowledge("bob", bobsToken, ids.subList(0, 1));
        assertThat(calls.sendMessage("bob", alicesToken, one, "one more").code())
                .isEqualTo(201);
    }

    @Test
    void pollHandsOutWhatItWasAskedFor() {
        List<String> fromAlice = Stream.of("1", "2", "3")
                .map(text -> send(alicesToken, "bob", text))
                .toList();
        String fromCarol = send(carolsToken, "bob", "4");

        assertThat(poll("")).hasSize(4);
        assertThat(poll("?limit=2")).hasSize(2);
        assertThat(poll("?limit=1&from=carol").get(0).path("id").textValue()).isEqualTo(fromCarol);
        assertThat(poll("?from=alice")).hasSize(fromAlice.size());
        assertThat(poll("?from=nobody")).isEmpty();
        assertThat(poll("?wait=30&from=%63arol")).hasSize(1);
    }

    @Test
    void pollHandsOutAHundredAtMost() {
        IntStream.range(0, 101).forEach(number -> send(alicesToken, "bob", "message " + number));

        assertThat(poll("")).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=101",
                "?limit=-1",
                "?limit=1.5",
                "?limit=",
                "?limit",
                "?limit=99999999999",
                "?limit=%31%30%31",
                "?wait=31",
                "?wait=-1",
                "?wait=x",
                "?from=",
                "?from=Bob",
                "?from=%00",
                "?from=%FF",
                "?limit=1&limit=1",
                "?from=alice&from=carol",
                "?other=1",
                "?limit=1&other",
                "?&",
                "?=",
                "?LIMIT=1"
            })
    void queryOfAnotherFormIsMalformed(String query) {
        assertProblem(calls.get("/v1/mailboxes/bob/messages" + query, bobsToken), Kind.MALFORMED);
    }

    @Test
    void countsSayFromWhomHowManyWait() {
        assertThat(calls.get("/v1/mailboxes/bob", bobsToken).json()).isEqualTo(tree("{\"waiting\":[]}"));
        send(carolsToken, "bob", "1");
        send(alicesToken, "bob", "2");
        send(alicesToken, "bob", "3");

        assertThat(calls.get("/v1/mailboxes/bob", bobsToken).json())
                .isEqualTo(tree(
                        "{\"waiting\":[{\"sender\":\"alice\",\"messages\":2},{\"sender\":\"carol\",\"messages\":1}]}"));
    }

    @Test
    void acknowledgementHoldsOneToAThousandIds() {
        List<String> most = Stream.generate(V1Calls::newId).limit(1000).toList();

        assertThat(calls.acknowledge("bob", bobsToken, most).code()).isEqualTo(200);
        assertProblem(calls.acknowledge("bob", bobsToken, List.of()), Kind.MALFORMED);
        assertProblem(
                calls.acknowledge(
                        "bob",
                        bobsToken,
                        Stream.concat(most.stream(), Stream.of(newId())).toList()),
                Kind.MALFORMED);
        byte[] holdsNull = "{\"ids\":[null]}".getBytes(UTF_8);
        assertProblem(calls.send("POST", "/v1/mailboxes/bob/acknowledgements", bobsToken, holdsNull), Kind.MALFORMED);
    }

    @Test
    void whatWasStoredAndAcknowledgedOutlivesTheRelay() throws IOException {
        String shown = send(alicesToken, "bob", "shown");
        String waits = send(alicesToken, "bob", "waits");
        calls.acknowledge("bob", bobsToken, List.of(shown));
        relay.close();

        startAgain();

        assertThat(calls.waiting("bob", bobsToken)).containsExactly(waits);
        assertThat(calls.sendMessage("bob", alicesToken, shown, "shown").code()).isEqualTo(200);
    }
}
