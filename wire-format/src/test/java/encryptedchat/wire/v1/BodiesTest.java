package encryptedchat.wire.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every body of {@code /v1}, as docs/protocol.md names its fields, and how strictly it is read. */
class BodiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Prekey PREKEY = new Prekey("exchange-key", "1f", 1700000000, 1800000000, "aw==", "cw==");
    private static final String PREKEY_JSON = "{'kind':'exchange-key','id':'1f','made_at':1700000000,"
            + "'expires_at':1800000000,'bytes':'aw==','signature':'cw=='}";
    private static final SealedMessage MESSAGE = new SealedMessage("YQ==", "bg==", "Yw==", "dA==");

    static final List<Arguments> BODIES = List.of(
            body(new People.Registration("aw==", "cw=="), "{'identity_key':'aw==','signature':'cw=='}"),
            body(new People.Person("alice", "aw=="), "{'name':'alice','identity_key':'aw=='}"),
            body(new Login.ChallengeRequest("alice"), "{'name':'alice'}"),
            body(new Login.Challenge("Yw==", 1700000060), "{'challenge':'Yw==','expires_at':1700000060}"),
            body(
                    new Login.TokenRequest("alice", "Yw==", "cw=="),
                    "{'name':'alice','challenge':'Yw==','signature':'cw=='}"),
            body(new Login.Token("dG9rZW4", 1700003600), "{'token':'dG9rZW4','expires_at':1700003600}"),
            body(PREKEY, PREKEY_JSON),
            body(
                    new PublishedPrekeys(List.of(PREKEY), List.of(PREKEY, PREKEY)),
                    "{'signed':[" + PREKEY_JSON + "],'one_time':[" + PREKEY_JSON + "," + PREKEY_JSON + "]}"),
            body(PublishedPrekeys.NONE, "{'signed':[],'one_time':[]}"),
            body(new Prekeys.Supply(3), "{'one_time_left':3}"),
            body(MESSAGE, "{'associated_data':'YQ==','nonce':'bg==','ciphertext':'Yw==','tag':'dA=='}"),
            body(
                    new Mail.Content("authenticated", "message", RawJson.of(MESSAGE)),
                    "{'level':'authenticated','kind':'message','body':"
                            + "{'associated_data':'YQ==','nonce':'bg==','ciphertext':'Yw==','tag':'dA=='}}"),
            body(Mail.Stored.NEW, "{'stored':'new'}"),
            body(Mail.Stored.BEFORE, "{'stored':'before'}"),
            body(
                    new Mail.Waiting("1f", "alice", 1700000000, new RawJson("{\"any\":1}")),
                    "{'id':'1f','sender':'alice','stored_at':1700000000,'content':{'any':1}}"),
            body(new Mail.Messages(List.of()), "{'messages':[]}"),
            body(new Mail.Acknowledgement(List.of("1f", "2e")), "{'ids':['1f','2e']}"),
            body(new Mail.Acknowledged(2), "{'acknowledged':2}"),
            body(
                    new Mail.Mailbox(List.of(new Mail.WaitingFrom("alice", 7))),
                    "{'waiting':[{'sender':'alice','messages':7}]}"),
            body(
                    Problem.of(Kind.NOT_YOURS, "Not yours."),
                    "{'type':'/v1/problems/not-yours','title':'This belongs to somebody else','status':403,"
                            + "'detail':'Not yours.'}"));

    @ParameterizedTest
    @FieldSource("BODIES")
    void bodyIsThisOnTheWire(Object body, String json) throws Exception {
        assertThat(Json.write(body)).asString(UTF_8).isEqualTo(json);
        assertThat(Json.read(json.getBytes(UTF_8), body.getClass())).isEqualTo(body);
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void everyFieldIsNeededAndNamedWhereItIsMissing(Object body) throws Exception {
        ObjectNode complete = tree(body);
        for (Map.Entry<String, JsonNode> field : complete.properties()) {
            ObjectNode without = complete.deepCopy().without(field.getKey());
            assertRefused(without, body).hasMessageContaining("'" + field.getKey() + "'");
        }
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void fieldOfAnotherTypeIsRefusedAndNamed(Object body) throws Exception {
        ObjectNode complete = tree(body);
        for (Map.Entry<String, JsonNode> field : complete.properties()) {
            for (JsonNode wrong : valuesOfOtherTypes(field.getValue())) {
                ObjectNode changed = complete.deepCopy().set(field.getKey(), wrong);
                assertRefused(changed, body).hasMessageContaining("'" + field.getKey());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void noBodyTakesAFieldMore(Object body) throws Exception {
        assertRefused(tree(body).put("version", 1), body).hasMessageContaining("'version'");
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void listTakesNoNull(Object body) throws Exception {
        ObjectNode complete = tree(body);
        for (Map.Entry<String, JsonNode> field : complete.properties()) {
            if (field.getValue().isArray()) {
                ObjectNode changed = complete.deepCopy();
                changed.putArray(field.getKey()).addNull();
                assertRefused(changed, body);
            }
        }
    }

    private static Arguments body(Object body, String json) {
        return Arguments.of(body, json.replace('\'', '"'));
    }

    private static ObjectNode tree(Object body) throws WireFormatException {
        return Json.read(Json.write(body), ObjectNode.class);
    }

    /** One of each type that the value does not have, and numbers that are not whole or not small enough. */
    private static List<JsonNode> valuesOfOtherTypes(JsonNode value) {
        List<JsonNode> others = new ArrayList<>(List.of(
                JSON.textNode(""),
                JSON.textNode("1"),
                JSON.numberNode(1),
                JSON.booleanNode(true),
                JSON.arrayNode().add(value),
                JSON.objectNode().set("value", value)));
        others.removeIf(other -> other.getNodeType() == value.getNodeType());
        others.add(JSON.nullNode());
        others.add(JSON.numberNode(1.0));
        others.add(JSON.numberNode(1.5));
        others.add(JSON.numberNode(BigInteger.TEN.pow(30)));
        return others;
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ObjectNode json, Object body) {
        return assertThatThrownBy(() -> Json.read(Json.write(json), body.getClass()))
                .isInstanceOf(WireFormatException.class);
    }
}
