package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.authenticated.LyingRelay.Passed;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.People;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay itself is Mallory. What it replays, sends back, holds up, changes or forges is refused with one line, and
 * what it drops shows as a gap. Only one lie works: the wrong keys at first contact; and that is what the safety number
 * is for.
 */
class LyingRelayIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Program honest;
    private LyingRelay relay;
    private Talk talk;
    private TamperedMailbox bobs;

    @BeforeEach
    void begin(@TempDir Path folder) throws Exception {
        honest = AUTHENTICATED.startRelay(folder.resolve("relay"));
        relay = new LyingRelay(honest.relayUrl());
        talk = new Talk(AUTHENTICATED, folder, honest, relay.url());
        talk.bothGoOn();
        bobs = new TamperedMailbox("bob", "alice");
        relay.tell(bobs);
    }

    @AfterEach
    void end() {
        talk.close();
        relay.close();
    }

    @Test
    void whatIsReplayedOrSentBackOrForgedIsRefused() throws Exception {
        Content message = recorded("bob").get(1);
        assertThat(complaintOfBobAbout(message)).startsWith("A message was refused: it is number 1, and number ");
        assertThat(complaintOfBobAbout(recorded("alice").get(0)))
                .isEqualTo("A message was refused: it is not from alice for bob.");

        Content offer = recorded("bob").get(0);
        assertThat(complaintOfBobAbout(offer)).isEqualTo("A message was refused: it is not newer than the one before.");
        assertThat(complaintOfBobAbout(signedByMallory(offer)))
                .startsWith("A message was refused: ")
                .contains("signature");
    }

    @Test
    void whatIsChangedIsRefusedAndItsPlaceShowsAsAGap() throws Exception {
        bobs.changeNext();
        int saidBefore = talk.bob().err().size();

        talk.alice().type("changed on the way");

        assertThat(talk.bob().awaitErr(saidBefore, line -> true))
                .startsWith("A message was refused: it was changed on the way");
        talk.bothGoOn();
        talk.bob().awaitErr(saidBefore + 1, line -> true);
        assertThat(talk.bob().err()).hasSize(saidBefore + 2).last().isEqualTo("A message from alice is missing here.");
        assertThat(talk.bob().out()).noneMatch(line -> line.contains("changed on the way"));
    }

    @Test
    void whatIsHeldUpShowsAsAGapAndIsRefusedWhenItComes() throws Exception {
        int saidBefore = talk.bob().err().size();
        int shownBefore = talk.bob().out().size();
        bobs.holdNext();
        talk.alice().type("held up");
        bobs.awaitHolding();
        talk.aliceSays("on time");
        bobs.release();
        talk.aliceSays("later");
        // What is shown and what is remarked come on two streams, in no order.
        talk.bob().awaitErr(saidBefore, line -> line.startsWith("A message was refused"));

        assertThat(talk.bob().out().stream().skip(shownBefore)).containsExactly("alice: on time", "alice: later");
        assertThat(talk.bob().err().stream().skip(saidBefore))
                .containsExactly(
                        "A message from alice is missing here.",
                        "A message was refused: it is number 2, and number 3 is here.");
    }

    @Test
    void anOfferFromAnotherIdentityStopsBobUntilHeDecides() throws Exception {
        IdentityKeyPair keyPair = IdentityKeyPair.generate(RANDOM);
        Visitor mallory = new Visitor(honest.relayUrl(), new Identity("mallory", keyPair));
        mallory.register("mallory");
        mallory.logIn("mallory");
        Person bob = new Person("bob", IdentityKey.of(mallory.person("bob").decodeIdentityKey()));
        Party asAlice = new Visitor(honest.relayUrl(), new Identity("alice", keyPair)).party(InstantSource.system());
        RawJson offer = new AuthenticatedLevel()
                .begin(asAlice, bob, mallory.claimPrekeys("bob"), asAlice.now() + 5)
                .offer();
        int saidBefore = talk.bob().err().size();

        bobs.inject(LevelMail.offer(offer));
        talk.aliceSays("before it");

        talk.bob().awaitErr(saidBefore, line -> line.startsWith("STOPPED: alice's identity key has changed."));
        talk.bob().type("/reject");
        talk.bob().awaitErr(saidBefore, line -> line.startsWith("Rejected"));
        talk.bothGoOn();
    }

    @Test
    void anotherIdentityKeyInTheDirectoryStopsAliceUntilSheDecides() throws Exception {
        int saidBefore = talk.alice().err().size();
        relay.tell(new AnotherKeyOfBob());
        // Ends the poll that she waits in, behind which she looks again.
        talk.bob().type("are you there?");

        talk.alice().awaitErr(saidBefore, line -> line.startsWith("STOPPED: bob's identity key has changed."));
        talk.alice().type("kept until then");
        talk.bob().type("not shown until then");
        talk.alice().type("/who");
        talk.alice().awaitErr(saidBefore, "Not sent yet: 1."::equals);
        assertThat(talk.alice().out()).doesNotContain("bob: not shown until then");

        talk.alice().type("/reject");

        talk.alice().awaitOut(0, "bob: not shown until then"::equals);
        talk.bob().awaitOut(0, "alice: kept until then"::equals);
    }

    @Test
    void theSafetyNumberIsTheSameOnBothSidesWhereNobodySitsBetween() throws Exception {
        assertThat(safetyNumber(talk.alice()))
                .matches("([0-9]{5} ){11}[0-9]{5}")
                .isEqualTo(safetyNumber(talk.bob()));
    }

    @Test
    void wrongKeysAtFirstContactLetTheRelayReadAlongUntilTheSafetyNumbersAreCompared(@TempDir Path folder)
            throws Exception {
        ManInTheMiddle mallory = new ManInTheMiddle();
        Program other = AUTHENTICATED.startRelay(folder.resolve("relay"));
        try (LyingRelay between = new LyingRelay(other.relayUrl())) {
            between.tell(mallory);
            try (Talk deceived = new Talk(AUTHENTICATED, folder, other, between.url())) {
                deceived.aliceSays("Nobody reads this");
                deceived.bobSays("Nor this");

                assertThat(mallory.read()).containsExactly("Nobody reads this", "Nor this");
                assertThat(safetyNumber(deceived.alice())).isNotEqualTo(safetyNumber(deceived.bob()));

                int saidBefore = deceived.alice().err().size();
                deceived.alice().type("/verify no");
                deceived.alice()
                        .awaitErr(
                                saidBefore,
                                line -> line.startsWith("STOPPED: you said that the safety numbers differ."));
                deceived.alice().type("What nobody else may read");
                deceived.alice().type("/who");
                deceived.alice().awaitErr(saidBefore, "Not sent yet: 1."::equals);
                assertThat(mallory.read()).hasSize(2);
            }
        }
    }

    /** The directory shows for Bob a key that is not his. */
    private static final class AnotherKeyOfBob implements LyingRelay.Lie {
        private final Identity mallory = new Identity("bob", IdentityKeyPair.generate(RANDOM));

        @Override
        public String answer(String method, String path, int status, String body) {
            byte[] key = mallory.person().identityKey().toBytes();
            return method.equals("GET") && path.equals("/v1/people/bob")
                    ? Json.writeText(People.Person.of("bob", key))
                    : body;
        }
    }

    private static Content signedByMallory(Content offer) throws Exception {
        byte[] signature = IdentityKeyPair.generate(RANDOM).sign(new byte[0]);
        ObjectNode changed = offer.body().read(ObjectNode.class);
        changed.put("time", changed.get("time").asLong() + 1);
        changed.put("signature", Base64Text.encode(signature));
        return LevelMail.offer(new RawJson(changed.toString()));
    }

    private static String safetyNumber(Program client) throws Exception {
        int saidBefore = client.err().size();
        client.type("/verify");
        String prefix = "Safety number: ";
        return client.awaitErr(saidBefore, line -> line.startsWith(prefix)).substring(prefix.length());
    }

    /** Bob finds it behind the next message of Alice's: he says one line about it, shows nothing, and goes on. */
    private String complaintOfBobAbout(Content content) throws Exception {
        int saidBefore = talk.bob().err().size();
        int shownBefore = talk.bob().out().size();

        bobs.inject(content);
        talk.bothGoOn();
        talk.bob().awaitErr(saidBefore, line -> true);
        talk.bothGoOn();

        assertThat(talk.bob().out()).hasSize(shownBefore + 2);
        assertThat(talk.bob().err()).hasSize(saidBefore + 1);
        return talk.bob().err().get(saidBefore);
    }

    /** @return what was sent to this mailbox so far */
    private List<Content> recorded(String mailbox) throws Exception {
        List<Content> recorded = new ArrayList<>();
        for (Passed each : relay.passed()) {
            if (each.method().equals("PUT") && each.path().startsWith("/v1/mailboxes/" + mailbox + "/")) {
                recorded.add(Json.readText(each.request(), Content.class));
            }
        }
        return recorded;
    }
}
