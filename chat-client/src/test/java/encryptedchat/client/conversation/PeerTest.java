package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.LEVEL;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.OTHER_BOB;
import static encryptedchat.client.conversation.TestPeople.RANDOM;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sessions that Alice has with Bob, the one in use and those before it. */
class PeerTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static Session session;

    @BeforeAll
    static void agree() throws Exception {
        session = offerToBob(ALICE, 0).session();
    }

    @Test
    void nothingIsSealedBeforeASessionIsAgreedOn() {
        assertThat(Peer.unknown("bob").current(LEVEL.name())).isEmpty();
    }

    @Test
    void lastSessionIsInUseAndThoseBeforeItOnlyReceive() {
        Peer bob = withSessions(3);

        assertThat(bob.current(LEVEL.name())).map(Kept::id).contains(id(3));
        assertThat(bob.session(LEVEL.name(), id(1))).map(Kept::replacedAt).contains(NOW + 2);
        assertThat(bob.session(LEVEL.name(), id(2))).map(Kept::replacedAt).contains(NOW + 3);
    }

    @Test
    void textIsSealedInTheSessionInUseAndInNoOther() throws Exception {
        Begun first = offerToBob(ALICE, 0);
        Begun second = offerToBob(ALICE, 1);
        ConversationState state = ConversationState.begin("bob")
                .withPeer(bob -> bob.begin(kept(first), BOB.person(), NOW, NOW))
                .withPeer(bob -> bob.begin(kept(second), BOB.person(), NOW + 1, NOW + 1))
                .withOutbox(outbox -> outbox.plus(Item.ofText("hello", RANDOM)))
                .seal(ALICE, LEVEL.name());

        assertThat(state.peer().session(LEVEL.name(), first.id()).orElseThrow().session(ALICE))
                .isEqualTo(first.session());
        assertThat(state.peer().current(LEVEL.name()).orElseThrow().session(ALICE))
                .isNotEqualTo(second.session());
    }

    @Test
    void nothingIsSealedInASessionOfAnotherLevel() {
        ConversationState state = ConversationState.begin("bob")
                .withPeer(bob -> withSessions(1))
                .withOutbox(outbox -> outbox.plus(Item.ofText("hello", RANDOM)));

        assertThat(state.seal(ALICE, TestPeople.TINY.name())).isEqualTo(state);
        assertThat(state.seal(ALICE, LEVEL.name())).isNotEqualTo(state);
    }

    @Test
    void atMostEightSessionsAreKeptAndTheOldestIsErased() {
        assertThat(withSessions(8).sessions()).hasSize(8);

        assertThat(withSessions(9).sessions())
                .extracting(Kept::id)
                .containsExactly(id(2), id(3), id(4), id(5), id(6), id(7), id(8), id(9));
    }

    @Test
    void sessionIsErasedThirtyDaysAfterAnotherTookItsPlace() {
        Peer bob = Peer.unknown("bob")
                .begin(numbered(1), BOB.person(), NOW, NOW)
                .begin(numbered(2), BOB.person(), NOW + 1, NOW + 10 * DAY);

        assertThat(bob.withoutOld(NOW + 40 * DAY - 1)).isEqualTo(bob);
        assertThat(bob.withoutOld(NOW + 40 * DAY).sessions())
                .extracting(Kept::id)
                .containsExactly(id(2));
        assertThat(bob.begin(numbered(3), BOB.person(), NOW + 2, NOW + 40 * DAY).sessions())
                .extracting(Kept::id)
                .containsExactly(id(2), id(3));
    }

    @Test
    void sameIdAtAnotherLevelIsAnotherSession() {
        assertThat(withSessions(1).session(TestPeople.TINY.name(), id(1))).isEmpty();
    }

    @Test
    void withAnotherIdentityNoSessionHolds() {
        assertThat(withSessions(3).withoutSessions().sessions()).isEmpty();
    }

    @Test
    void eachIdentityHasItsOwnNewestOffer() {
        Peer bob = withSessions(3);

        assertThat(bob.newestOffer(BOB.person().identityKey())).isEqualTo(NOW + 3);
        assertThat(bob.newestOffer(OTHER_BOB.person().identityKey())).isZero();
        assertThat(bob.withoutSessions().newestOffer(BOB.person().identityKey()))
                .isEqualTo(NOW + 3);
    }

    private static Peer withSessions(int number) {
        Peer bob = Peer.unknown("bob");
        for (int each = 1; each <= number; each++) {
            bob = bob.begin(numbered(each), BOB.person(), NOW + each, NOW + each);
        }
        return bob;
    }

    private static Kept numbered(int number) {
        return Kept.of(id(number), LEVEL, session);
    }

    private static Kept kept(Begun begun) {
        return Kept.of(begun.id(), LEVEL, begun.session());
    }

    private static SessionId id(int number) {
        return new SessionId(String.format("%032x", number));
    }
}
