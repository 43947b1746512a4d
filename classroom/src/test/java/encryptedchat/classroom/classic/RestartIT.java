package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of the three is killed in the middle of the conversation and started again, and the conversation goes on. */
class RestartIT {
    private Talk talk;

    @BeforeEach
    void begin(@TempDir Path homes) throws Exception {
        talk = new Talk(CLASSIC, homes);
        talk.bothGoOn();
    }

    @AfterEach
    void end() {
        talk.close();
    }

    @Test
    void aKilledRelayIsMissedOnceAndGreetedOnceAndToldEverythingAgain() throws Exception {
        talk.relay().kill();
        talk.alice().awaitErr(0, RestartIT::saysAway);
        talk.bob().awaitErr(0, RestartIT::saysAway);
        talk.alice().type("typed while the relay was away");
        talk.alice().awaitErr(0, line -> line.startsWith("What you typed waits"));

        talk.startRelay();

        talk.alice().awaitErr(0, "The relay is back."::equals);
        talk.bob().awaitErr(0, "The relay is back."::equals);
        talk.bob().awaitOut(0, "alice: typed while the relay was away"::equals);
        talk.bothGoOn();
        assertThat(new RelayDoor(talk.relay().relayUrl()).bobsPublicKey()).isNotNull();
        for (Program client : new Program[] {talk.alice(), talk.bob()}) {
            assertThat(client.err()).filteredOn(RestartIT::saysAway).hasSize(1);
            assertThat(client.err()).filteredOn("The relay is back."::equals).hasSize(1);
        }
    }

    @Test
    void aKilledBobReadsWhatWasSentMeanwhileWhenHeIsBack() throws Exception {
        talk.bob().kill();
        talk.alice().type("Bob, are you there?");
        talk.relay().awaitErr(0, line -> line.contains("stored for bob") && line.contains("(19 bytes)"));

        talk.startBob(talk.home(BOB));

        talk.bob().awaitOut(0, "alice: Bob, are you there?"::equals);
        talk.bothGoOn();
        assertThat(talk.bob().out()).containsExactly("alice: Bob, are you there?", "alice: Alice goes on, turn 2");
    }

    @Test
    void aKilledAliceReadsWhatWasSentMeanwhileWhenSheIsBack() throws Exception {
        talk.alice().kill();
        talk.bob().type("Alice, are you there?");
        talk.relay().awaitErr(0, line -> line.contains("stored for alice") && line.contains("(21 bytes)"));

        talk.startAlice(talk.home(ALICE));

        talk.alice().awaitOut(0, "bob: Alice, are you there?"::equals);
        talk.bothGoOn();
        assertThat(talk.alice().out()).containsExactly("bob: Alice, are you there?", "bob: Bob goes on, turn 2");
    }

    @Test
    void anAliceWithoutHerMemoryAgreesOnNewKeysAndBobSaysSo(@TempDir Path otherHome) throws Exception {
        talk.alice().kill();

        talk.startAlice(otherHome);

        talk.bob().awaitErr(0, line -> line.startsWith("Another master secret has come"));
        talk.bothGoOn();
        assertThat(ClassicHome.masterSecret(otherHome))
                .isEqualTo(ClassicHome.masterSecret(talk.home(BOB)))
                .isNotEqualTo(ClassicHome.masterSecret(talk.home(ALICE)));
    }

    @Test
    void aBobWithoutHisMemoryPublishesANewKeyAndAliceSaysSo(@TempDir Path otherHome) throws Exception {
        talk.bob().kill();

        talk.startBob(otherHome);

        talk.alice().awaitErr(0, line -> line.startsWith("Bob has another public key now"));
        talk.bob().awaitErr(0, line -> line.contains("could decrypt"));
        talk.bothGoOn();
        assertThat(ClassicHome.masterSecret(otherHome))
                .isEqualTo(ClassicHome.masterSecret(talk.home(ALICE)))
                .isNotEqualTo(ClassicHome.masterSecret(talk.home(BOB)));
    }

    @Test
    void anAliceWhoComesBackToAnotherKeyOfBobSaysSo() throws Exception {
        talk.alice().kill();
        talk.bob().kill();
        talk.startBob(talk.home(BOB));
        talk.bob().awaitErr(0, line -> line.startsWith("My public key is published"));

        talk.startAlice(talk.home(ALICE));

        talk.alice().awaitErr(0, line -> line.startsWith("Bob has another public key now"));
        talk.bothGoOn();
    }

    private static boolean saysAway(String line) {
        return line.contains("does not answer");
    }
}
