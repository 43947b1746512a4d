package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.RANDOM;
import static encryptedchat.client.conversation.TestPeople.acceptedBy;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Outbox.Sealed;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final String LEVEL = TestPeople.LEVEL.name();
    private static final Content OFFER = new Content(LEVEL, Content.OFFER, new RawJson("{}"));

    @Test
    void withoutASessionNothingCanBeSent() {
        Outbox outbox = Outbox.EMPTY.plus(text("hello"));

        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.texts()).isEqualTo(1);
    }

    @Test
    void whatWasTypedFirstIsSentFirstAndUnderTheSameIdUntilItIsAccepted() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Sealed once = Outbox.EMPTY.plus(text("one")).plus(text("two")).seal(LEVEL, begun.session());
        Item one = once.outbox().next().orElseThrow();

        Sealed again = once.outbox().seal(LEVEL, once.next());

        assertThat(again.next()).isEqualTo(once.next());
        assertThat(again.outbox().next()).contains(one);
        Talker bob = bobIn(begun);
        assertThat(bob.opens(contentOf(one)).number()).isEqualTo(1);
        Item two = again.outbox().without(one).next().orElseThrow();
        assertThat(bob.opens(contentOf(two)).number()).isEqualTo(2);
    }

    @Test
    void anOfferGoesBeforeTheTextsAndReplacesAnOfferThatIsNotSent() {
        Outbox outbox = Outbox.EMPTY.plus(text("hello"));
        outbox = outbox.unsealed(RANDOM).plusOffer(Item.ofOffer(OFFER, RANDOM));
        outbox = outbox.unsealed(RANDOM).plusOffer(Item.ofOffer(OFFER, RANDOM));

        assertThat(outbox.items()).extracting(Item::text).containsExactly(null, "hello");
    }

    @Test
    void aNewSessionSealsAgainAllButTheOneThatMayBeSentAlready() throws Exception {
        Outbox before = Outbox.EMPTY
                .plus(text("perhaps sent"))
                .plus(text("not sent"))
                .seal(LEVEL, offerToBob(ALICE, 0).session())
                .outbox();
        Item perhapsSent = before.next().orElseThrow();
        Begun next = offerToBob(ALICE, 1);

        Outbox outbox = before.sending()
                .unsealed(RANDOM)
                .plusOffer(Item.ofOffer(OFFER, RANDOM))
                .seal(LEVEL, next.session())
                .outbox();

        assertThat(outbox.items()).extracting(Item::text).containsExactly("perhaps sent", null, "not sent");
        assertThat(outbox.next()).contains(perhapsSent);
        Item notSent = outbox.items().get(2);
        assertThat(bobIn(next).opens(contentOf(notSent)).number()).isEqualTo(1);
        assertThat(before.items()).doesNotContain(notSent);
    }

    @Test
    void afterARestartAnythingSealedMayBeSentAlready() throws Exception {
        Outbox before = Outbox.EMPTY
                .plus(text("one"))
                .plus(text("two"))
                .seal(LEVEL, offerToBob(ALICE, 0).session())
                .outbox();

        Outbox reopened = Outbox.kept(before.items()).plus(text("three"));
        reopened = reopened.unsealed(RANDOM)
                .seal(LEVEL, offerToBob(ALICE, 1).session())
                .outbox();

        assertThat(reopened.items()).startsWith(before.items().toArray(Item[]::new));
        assertThat(reopened.items()).extracting(Item::text).containsExactly("one", "two", "three");
    }

    @Test
    void withoutItsSessionATextWaitsUnderAnotherId() throws Exception {
        Outbox sealed = Outbox.EMPTY
                .plusOffer(Item.ofOffer(OFFER, RANDOM))
                .plus(text("hello"))
                .seal(LEVEL, offerToBob(ALICE, 0).session())
                .outbox();
        Item hello = sealed.items().get(1);

        Outbox outbox = sealed.sending().unsealedAll(RANDOM);

        assertThat(outbox.items()).singleElement().extracting(Item::text).isEqualTo("hello");
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.items().get(0).id()).isNotEqualTo(hello.id());
    }

    @Test
    void anItemDoesNotPrintItsText() {
        assertThat(Outbox.EMPTY.plus(text("a secret text")).toString()).doesNotContain("secret");
    }

    private static Item text(String text) {
        return Item.ofText(text, RANDOM);
    }

    private static Talker bobIn(Begun begun) throws RejectedException {
        return new Talker(TestPeople.LEVEL, acceptedBy(BOB, begun).session());
    }

    private static Content contentOf(Item item) {
        return Objects.requireNonNull(item.content());
    }
}
