package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Talk;
import encryptedchat.client.terminal.TextRules;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that cannot be sent costs one line of explanation, and the conversation goes on. */
class BadLinesIT {
    private static final char ESC = 0x1b;
    private static final int MEBIBYTE = 1024 * 1024;

    private static Talk talk;

    @BeforeAll
    static void begin(@TempDir Path homes) throws Exception {
        talk = new Talk(CLASSIC, homes);
    }

    @AfterAll
    static void end() {
        talk.close();
    }

    @Test
    void anEmptyLineIsNotSent() throws Exception {
        assertThat(complaintAbout("")).isEqualTo("An empty line is not sent.");
    }

    @Test
    void aTerminalEscapeIsNotSent() throws Exception {
        assertThat(complaintAbout(ESC + "[2Jgone")).contains("control character U+001B");
    }

    @Test
    void aControlCharacterOfTwoBytesIsNotSent() throws Exception {
        assertThat(complaintAbout("\u009b2J")).contains("control character U+009B");
    }

    @Test
    void bytesThatAreNotUtf8AreNotSent() throws Exception {
        assertThat(complaintAbout("Grüße".getBytes(ISO_8859_1))).endsWith("not UTF-8 text and is not sent.");
    }

    @Test
    void theLongestTextArrivesWhole() throws Exception {
        String longest = "ü".repeat(TextRules.MAX_TEXT_BYTES / 2);
        int complaintsBefore = talk.alice().err().size();

        talk.aliceSays(longest);

        assertThat(talk.alice().err()).hasSize(complaintsBefore);
    }

    @Test
    void oneByteMoreThanTheLongestTextIsNotSent() throws Exception {
        assertThat(complaintAbout("x".repeat(TextRules.MAX_TEXT_BYTES + 1))).contains("longer than 65536 bytes");
    }

    @Test
    void fiveMebibytesAreNotSent() throws Exception {
        assertThat(complaintAbout("x".repeat(5 * MEBIBYTE))).contains("longer than 65536 bytes");
    }

    @Test
    void aLineThatIsLargerThanTheMemoryIsNotSent() throws Exception {
        talk.alice().endInput();
        talk.alice().awaitExit();
        talk.startAliceWithLittleMemory(24);
        talk.awaitKeys();
        byte[] mebibyte = "x".repeat(MEBIBYTE).getBytes(UTF_8);

        for (int sent = 0; sent < 64; sent++) {
            talk.alice().type(mebibyte);
        }

        assertThat(complaintAbout("x")).contains("longer than 65536 bytes");
    }

    private static String complaintAbout(String line) throws Exception {
        return complaintAbout(line.getBytes(UTF_8));
    }

    /** Alice types it: she is told once, Bob does not see it, and he does see the next line. */
    private static String complaintAbout(byte[] line) throws Exception {
        int complaintsBefore = talk.alice().err().size();
        int aliceShownBefore = talk.alice().out().size();
        int bobShownBefore = talk.bob().out().size();

        talk.alice().type(line);
        talk.alice().type("");
        talk.alice().awaitErr(complaintsBefore, complaint -> true);
        talk.bothGoOn();

        assertThat(talk.bob().out()).hasSize(bobShownBefore + 1);
        assertThat(talk.alice().out()).hasSize(aliceShownBefore + 1);
        assertThat(talk.alice().err()).hasSize(complaintsBefore + 1);
        return talk.alice().err().get(complaintsBefore);
    }
}
