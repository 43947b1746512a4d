package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static encryptedchat.wire.v1.Problem.Kind.LOGIN_REFUSED;
import static encryptedchat.wire.v1.Problem.Kind.NAME_TAKEN;
import static encryptedchat.wire.v1.Problem.Kind.NOT_YOURS;
import static encryptedchat.wire.v1.Problem.Kind.TOKEN_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.authenticated.LyingRelay.Passed;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Mail.Content;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mallory has a name of her own at an honest relay, has recorded all that Alice and Bob have sent, and tries what works
 * at level classic. The relay refuses it, or takes it as hers; Alice and Bob see nothing of it and go on.
 */
class MalloryIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identity MALLORY = new Identity("mallory", IdentityKeyPair.generate(RANDOM));

    private static Talk talk;
    private static LyingRelay wire;
    private static Visitor mallory;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"));
        wire = new LyingRelay(relay.relayUrl());
        talk = new Talk(AUTHENTICATED, folder, relay, wire.url());
        talk.bothGoOn();
        mallory = new Visitor(relay.relayUrl(), MALLORY);
        assertThat(mallory.register("mallory").status()).isEqualTo(201);
        assertThat(mallory.logIn("mallory").status()).isEqualTo(201);
    }

    @AfterAll
    static void end() {
        talk.close();
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void nobodyElseGetsTheNameOfSomebodyWhoHasOne(String name) throws Exception {
        assertThat(mallory.register(name).problem()).isEqualTo(NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void nobodyElseLogsInUnderThisName(String name) throws Exception {
        assertThat(mallory.logIn(name).problem()).isEqualTo(LOGIN_REFUSED);
    }

    @Test
    void nobodyElseReplacesBobsPrekeys() throws Exception {
        PublishedPrekeys bobs = mallory.claimPrekeys("bob");
        Party asBob = new Visitor(talk.relay().relayUrl(), new Identity("bob", MALLORY.keyPair()))
                .party(InstantSource.system());
        Prekey signedAnew =
                new SignedPrekeys(LevelMail.LEVEL).sign(asBob, bobs.signed().get(0));
        PublishedPrekeys mallorys = new PublishedPrekeys(List.of(signedAnew), List.of());

        assertThat(mallory.publish("bob", mallorys).problem()).isEqualTo(NOT_YOURS);
        assertThat(mallory.claimPrekeys("bob")).isEqualTo(bobs);
    }

    @Test
    void nobodyElseReadsOrEmptiesBobsMailbox() throws Exception {
        talk.bob().kill();
        int storedBefore = talk.relay().err().size();
        talk.alice().type("for Bob alone");
        String stored = talk.relay().awaitErr(storedBefore, line -> line.contains("a message from alice"));
        String id = stored.replaceFirst(".*id ([0-9a-f]{32}).*", "$1");

        assertThat(mallory.poll("bob").problem()).isEqualTo(NOT_YOURS);
        assertThat(mallory.acknowledge("bob", List.of(id)).problem()).isEqualTo(NOT_YOURS);
        assertThat(new Visitor(talk.relay().relayUrl(), MALLORY).poll("bob").problem())
                .isEqualTo(TOKEN_UNKNOWN);

        talk.startBob();
        talk.bob().awaitOut(0, "alice: for Bob alone"::equals);
        talk.bothGoOn();
    }

    @Test
    void aRecordedMessageSentAgainIsMallorysOwnAndNotShown() throws Exception {
        for (Passed recorded : recorded("/v1/mailboxes/bob/messages/")) {
            Content content = Json.readText(recorded.request(), Content.class);
            String sameId = recorded.path().substring(recorded.path().lastIndexOf('/') + 1);

            assertThat(mallory.send("bob", sameId, content).status()).isEqualTo(201);
            assertThat(mallory.send("bob", Visitor.newId(), content).status()).isEqualTo(201);
        }

        nothingHasHappened();
        int saidBefore = talk.bob().err().size();
        talk.bob().type("/who");
        talk.bob().awaitErr(saidBefore, line -> line.startsWith("mallory has written to you"));
    }

    @Test
    void aMessageSentBackToItsSenderIsMallorysOwnAndNotShown() throws Exception {
        for (Passed recorded : recorded("/v1/mailboxes/bob/messages/")) {
            Content content = Json.readText(recorded.request(), Content.class);

            assertThat(mallory.send("alice", Visitor.newId(), content).status()).isEqualTo(201);
        }

        nothingHasHappened();
    }

    /** The two talk, and neither reads or is told anything besides. */
    private static void nothingHasHappened() throws Exception {
        int aliceShown = talk.alice().out().size();
        int bobShown = talk.bob().out().size();
        int aliceSaid = talk.alice().err().size();
        int bobSaid = talk.bob().err().size();

        talk.bothGoOn();

        assertThat(talk.alice().out()).hasSize(aliceShown + 1);
        assertThat(talk.bob().out()).hasSize(bobShown + 1);
        assertThat(talk.alice().err()).hasSize(aliceSaid);
        assertThat(talk.bob().err()).hasSize(bobSaid);
    }

    private static List<Passed> recorded(String path) {
        List<Passed> recorded = wire.passed().stream()
                .filter(each -> each.method().equals("PUT") && each.path().startsWith(path))
                .toList();
        assertThat(recorded).hasSizeGreaterThanOrEqualTo(2);
        return recorded;
    }
}
