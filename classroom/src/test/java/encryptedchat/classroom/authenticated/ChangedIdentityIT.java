package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bob has lost his home folder, the relay has given his name free, and he comes back with another identity key. Alice
 * cannot know that it is he: she is stopped, told so, and asked, and nothing is sent or shown until she has decided.
 */
class ChangedIdentityIT {
    private Talk talk;

    @BeforeEach
    void begin(@TempDir Path folder) throws Exception {
        talk = new Talk(AUTHENTICATED, folder);
        talk.bothGoOn();
        talk.bob().kill();
        Files.move(talk.home("bob"), talk.home("bob-before"));
    }

    @AfterEach
    void end() {
        talk.close();
    }

    @Test
    void aNameThatIsTakenStaysTakenUntilTheRelayReleasesIt() throws Exception {
        talk.startBob();

        assertThat(talk.bob().awaitExit()).isEqualTo(1);
        assertThat(talk.bob().out()).isEmpty();
        assertThat(talk.bob().err()).last().asString().contains("--name").contains("--release bob");
    }

    @Test
    void anAliceWhoIsThereIsStoppedToo() throws Exception {
        releaseBobsName();

        talk.alice().awaitErr(0, ChangedIdentityIT::saysStopped);
        assertThat(talk.alice().err())
                .filteredOn(ChangedIdentityIT::saysStopped)
                .hasSize(1);
    }

    @Test
    void nothingIsSentOrShownUntilTheNewIdentityIsAcceptedAndThenAllOfItIs() throws Exception {
        bobComesBackWithAnotherIdentity();
        talk.alice().type("typed before the decision");
        talk.bob().type("Alice?");
        assertThat(unsent(talk.alice())).isEqualTo(1);
        assertThat(talk.alice().out()).isEmpty();
        assertThat(talk.relay().err()).noneMatch(line -> line.contains("stored for bob"));

        talk.alice().type("/accept");

        talk.bob().awaitOut(0, "alice: typed before the decision"::equals);
        talk.alice().awaitOut(0, "bob: Alice?"::equals);
        talk.bothGoOn();
    }

    @Test
    void aRejectedIdentityIsNeitherWrittenToNorRead() throws Exception {
        bobComesBackWithAnotherIdentity();
        int saidBefore = talk.bob().err().size();

        talk.alice().type("/reject");
        talk.alice().type("for the Bob of before");

        talk.alice().awaitErr(0, line -> line.startsWith("Rejected"));
        talk.bob().awaitErr(saidBefore, line -> line.startsWith("A message was refused: "));
        assertThat(talk.bob().out()).isEmpty();
    }

    @Test
    void aDecisionThatIsNotMadeIsAskedForAgainAfterARestart() throws Exception {
        bobComesBackWithAnotherIdentity();
        talk.alice().kill();

        talk.startAlice();
        talk.alice().awaitErr(0, ChangedIdentityIT::saysStopped);
        talk.alice().type("/accept");

        talk.alice().awaitErr(0, line -> line.startsWith("Accepted"));
        talk.bothGoOn();
    }

    @Test
    void theEndOfTheInputWithoutADecisionIsAFailureAndKeepsWhatWasTyped() throws Exception {
        bobComesBackWithAnotherIdentity();
        talk.alice().type("kept");
        talk.alice().endInput();

        assertThat(talk.alice().awaitExit()).isEqualTo(1);
        assertThat(talk.alice().err()).last().asString().contains("First decide about bob's identity");

        talk.startAlice();
        talk.alice().type("/accept");
        talk.bob().awaitOut(0, "alice: kept"::equals);
    }

    /** Alice is away meanwhile, and finds it when she comes back. */
    private void bobComesBackWithAnotherIdentity() throws Exception {
        talk.alice().kill();
        releaseBobsName();
        talk.startAlice();
        talk.alice().awaitErr(0, ChangedIdentityIT::saysStopped);
    }

    private void releaseBobsName() throws Exception {
        talk.relay().kill();
        talk.startRelay("--release", "bob");
        talk.startBob();
        talk.bob().awaitErr(0, line -> line.startsWith("First contact with alice"));
    }

    private static boolean saysStopped(String line) {
        return line.startsWith("STOPPED: bob's identity key has changed.");
    }

    private static int unsent(Program client) throws Exception {
        int saidBefore = client.err().size();
        client.type("/who");
        String line = client.awaitErr(saidBefore, said -> said.startsWith("Not sent yet: "));
        return Integer.parseInt(line.replaceAll("[^0-9]", ""));
    }
}
