package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.wire.classic.ClassicWire.Mailbox;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.RegisterPublicKey;
import encryptedchat.wire.classic.ClassicWire.Status;
import java.nio.charset.Charset;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void unknownFieldIsRefusedAndNamed() {
        assertRefused("{'status':'ok','colour':'red'}", Status.class).hasMessageContaining("'colour'");
    }

    @Test
    void nameOfAnUnknownFieldIsRepeatedWithoutControlCharactersAndCutShort() {
        assertRefused("{'status':'ok','\\u001b[2J\\n\\u202e" + "x".repeat(1000) + "':1}", Status.class)
                .message()
                .matches("[ -~…]*")
                .hasSizeLessThan(150);
    }

    @Test
    void fieldThatComesTwiceIsRefused() {
        assertRefused("{'status':'ok','status':'ok'}", Status.class);
        assertRefused("{'messages':[{'tag':'AA==','tag':'AA=='}]}", Mailbox.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", "x", "{'status':'ok'}", "}", "]", "\u0000", ","})
    void anythingAfterTheValueIsRefused(String trailing) {
        assertRefused("{'status':'ok'}" + trailing, Status.class);
    }

    @Test
    void whitespaceAroundTheValueIsNothing() throws Exception {
        assertThat(read(" \r\n\t{ 'status' : 'ok' }\n", Status.class)).isEqualTo(new Status("ok"));
    }

    @Test
    void nullIsNoRecord() {
        assertRefused("null", Status.class).hasMessageContaining("null");
        assertThatThrownBy(() -> Json.read(NullNode.getInstance(), Status.class))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void nullInAFieldIsRefusedAndNamed() {
        assertRefused("{'status':null}", Status.class).hasMessageContaining("'status'");
        assertRefused("{'messages':null}", Mailbox.class).hasMessageContaining("'messages'");
    }

    @Test
    void missingFieldIsRefusedAndNamed() {
        assertRefused("{}", Status.class).hasMessageContaining("'status'");
        assertRefused("{'user_id':'bob'}", RegisterPublicKey.class).hasMessageContaining("'public_key_pem_b64'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1.5", "1e9", "true", "false", "[]", "['ok']", "{}", "{'text':'ok'}"})
    void whatIsNoTextIsRefusedWhereATextBelongs(String value) {
        assertRefused("{'status':" + value + "}", Status.class).hasMessageContaining("'status'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'AA=='", "{}", "true", "''"})
    void whatIsNoListIsRefusedWhereAListBelongs(String value) {
        assertRefused("{'messages':" + value + "}", Mailbox.class).hasMessageContaining("'messages'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'ok'", "''", "[]", "[{'status':'ok'}]", "true", "['ok']"})
    void whatIsNoObjectIsRefused(String document) {
        assertRefused(document, Status.class);
    }

    @Test
    void emptyTextIsAText() throws Exception {
        assertThat(read("{'status':''}", Status.class)).isEqualTo(new Status(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{'status'",
                "{'status':}",
                "{'status':'ok'",
                "{'status':'ok',}", // trailing comma
                "{status:'ok'}", // no quotes
                "{'status':'o\nk'}", // a bare line break in a text
                "{'status':'\\x'}", // no such escape
                "// hello\n{'status':'ok'}", // comments
                "{'status':NaN}",
                "\ufeff{'status':'ok'}", // byte order mark (RFC 8259 section 8.1)
            })
    void whatIsNotJsonIsRefused(String document) {
        assertRefused(document, Status.class);
    }

    @Test
    void singleQuotesAreNotJson() {
        assertThatThrownBy(() -> Json.read("{'status':'ok'}".getBytes(UTF_8), Status.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("column 2");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] utf8 = "{\"status\":\"?\"}".getBytes(UTF_8);
        utf8[11] = (byte) 0xff;
        assertThatThrownBy(() -> Json.read(utf8, Status.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void otherEncodingsOfUnicodeAreRefused() {
        String document = "{\"status\":\"ok\"}";
        for (Charset encoding : List.of(UTF_16, UTF_16BE, UTF_16LE)) {
            assertThatThrownBy(() -> Json.read(document.getBytes(encoding), Status.class))
                    .as("%s", encoding)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    /** Neither the reader's stack nor its memory is the sender's to use up. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{'status':", "{'x':", "{'messages':", "{'messages':["})
    void deepNestingIsRefused(String start) {
        assertRefused(start + "[".repeat(100_000), Status.class);
        assertRefused(start + "[".repeat(100_000), Mailbox.class);
        assertRefused(start + "{'a':".repeat(100_000), Mailbox.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'hunter2'",
                "['hunter2']",
                "hunter2",
                "{'status':'hunter2'",
                "{'status':hunter2}",
                "{'status':'\\hunter2'}",
                "{'status':'hunter2'} hunter2",
                "{'status':['hunter2']}",
                "{'status':{'text':'hunter2'}}",
                "{'status':'hunter2','status':'hunter2'}",
                "{'status':'ok','colour':'hunter2'}",
                "{'status':'ok','colour':{'name':'hunter2'}}",
                "{'status':71077345}",
                "71077345",
                "{'messages':'hunter2'}",
            })
    void refusalNeverRepeatsAValue(String document) {
        assertRefused(document, Status.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("71077345");
    }

    @Test
    void refusalIsOneLineAndNamesNoJavaClass() {
        assertRefused("{'status':['ok']}", Status.class).message().doesNotContain("\n", "encryptedchat", "java");
    }

    @Test
    void writtenTextIsReadBackAsItWas() throws Exception {
        String text = "\"\\\b\f\n\r\t\u0000\u001f\u007f/ Grüße 👩‍💻 \u2028\ufeff";
        assertThat(Json.read(Json.write(new Status(text)), Status.class)).isEqualTo(new Status(text));
    }

    @Test
    void jsonValueIsReadAsStrictlyAsBytesAre() throws Exception {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("ciphertext", "QQ==").put("nonce", "QQ==");
        assertThatThrownBy(() -> Json.read(message, Message.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'tag'");
        message.put("tag", "QQ==");
        assertThat(Json.read(message, Message.class)).isEqualTo(new Message("QQ==", "QQ==", "QQ==", null));
        assertThatThrownBy(() -> Json.read(message.deepCopy().put("tag", 1), Message.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'tag'");
        assertThatThrownBy(() -> Json.read(message.deepCopy().put("sender", "alice"), Message.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'sender'");
    }

    /** Documents stand here with single quotes, which are easier on the eye. */
    private static <T> T read(String document, Class<T> shape) throws WireFormatException {
        return Json.read(document.replace('\'', '"').getBytes(UTF_8), shape);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String document, Class<?> shape) {
        return assertThatThrownBy(() -> read(document, shape)).isInstanceOf(WireFormatException.class);
    }
}
