package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.TINY;
import static encryptedchat.client.conversation.TestPeople.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bob is killed while he reads what came in another order than it was written, at a level that opens it all the same.
 */
class OutOfOrderTest {
    @TempDir
    private Path temp = Path.of("");

    private Reader bob;
    private List<Prekey> prekeys = List.of();

    @BeforeEach
    void start() throws Exception {
        bob = Reader.open(temp, TINY);
        prekeys = TINY.publish(BOB, bob.prekeys()).oneTime();
    }

    @AfterEach
    void stop() throws IOException {
        bob.close();
    }

    private void killAndStartAgain() throws Exception {
        stop();
        bob = Reader.open(temp, TINY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "31254", "54321", "23145", "15243"})
    void messageIsNeitherLostNorShownTwiceWheneverTheProgramIsKilled(String order) throws Exception {
        for (int killedAt = 1; killedAt <= order.length(); killedAt++) {
            for (boolean seen : new boolean[] {false, true}) {
                killWhileReading(order, killedAt, seen);
            }
        }
    }

    private void killWhileReading(String order, int killedAt, boolean seen) throws Exception {
        startAnew(order + " " + killedAt + " " + seen);
        List<Waiting> all = inThisOrder(order);
        bob.console.breakDownAt(killedAt, seen);
        assertThatThrownBy(() -> bob.takes(all)).hasMessage("killed");
        List<String> shownBefore = bob.console.messages;
        assertThat(shownBefore).hasSize(seen ? killedAt : killedAt - 1);

        killAndStartAgain();
        assertThat(bob.takes(all)).hasSize(all.size());
        List<String> shown = new ArrayList<>(shownBefore);
        shown.addAll(bob.console.messages);
        List<String> perhaps = perhapsShown();

        String where = "order " + order + ", killed at " + killedAt + ", seen " + seen;
        assertThat(shown).as(where).doesNotHaveDuplicates();
        assertThat(perhaps).as(where).containsExactly("alice: " + order.charAt(killedAt - 1));
        if (!seen) {
            shown.addAll(perhaps);
        }
        assertThat(shown).as(where).hasSize(order.length());

        killAndStartAgain();
        assertThat(bob.takes(all)).hasSize(all.size());
        assertThat(bob.console.messages).as(where).isEmpty();
        assertThat(perhapsShown()).as(where).isEmpty();
    }

    @Test
    void sameMessagesAgainUnderOtherIdsAreRefused() throws Exception {
        List<Waiting> all = inThisOrder("213");
        bob.takes(all);

        bob.takes(all.subList(1, 4).stream().map(bob::again).toList());

        assertThat(bob.console.messages).containsExactly("alice: 2", "alice: 1", "alice: 3");
        assertThat(bob.console.statuses)
                .filteredOn(line -> line.startsWith("A message was refused: "))
                .hasSize(3);
    }

    @Test
    void messagesOfTwoSessionsInTurnAreNeitherLostNorShownTwice() throws Exception {
        Begun first = offerWith(0);
        Begun second = offerWith(1);
        Talker old = new Talker(TINY, first.session());
        Talker now = new Talker(TINY, second.session());
        List<Waiting> all = bob.mail(
                offer(TINY, first), offer(TINY, second), old.says("a"), now.says("b"), old.says("c"), now.says("d"));
        bob.console.breakDownAt(3, true);
        assertThatThrownBy(() -> bob.takes(all)).hasMessage("killed");
        assertThat(bob.console.messages).containsExactly("alice: a", "alice: b", "alice: c");

        killAndStartAgain();
        bob.takes(all);

        assertThat(bob.console.messages).containsExactly("alice: d");
        assertThat(perhapsShown()).containsExactly("alice: c");
    }

    /** A prekey that was gone before the session is kept would leave an offer that nobody can take any more. */
    @Test
    void prekeyIsStillThereIfTheSessionThatItMadeCouldNotBeKept() throws Exception {
        List<Waiting> all = inThisOrder("1");
        byte[] before = Files.readAllBytes(prekeyFile());
        Path inTheWay = Files.createDirectories(
                temp.resolve("conversation-with-alice.new").resolve("in the way"));
        assertThatThrownBy(() -> bob.takes(all)).isInstanceOf(IOException.class);
        assertThat(prekeyFile()).hasBinaryContent(before);

        Files.delete(inTheWay);
        killAndStartAgain();
        assertThat(bob.takes(all)).hasSize(2);
        assertThat(bob.console.messages).containsExactly("alice: 1");
    }

    @Test
    void sessionIsThereIfItsPrekeyCouldNotBeErasedYet() throws Exception {
        List<Waiting> all = inThisOrder("1");
        Path inTheWay = Files.createDirectories(temp.resolve("prekeys-tiny.new").resolve("in the way"));
        assertThatThrownBy(() -> bob.takes(all)).isInstanceOf(IOException.class);

        Files.delete(inTheWay);
        killAndStartAgain();
        assertThat(bob.takes(all)).hasSize(2);
        assertThat(bob.console.messages).containsExactly("alice: 1");
        assertThat(bob.memory.peer().sessions()).hasSize(1);
    }

    @Test
    void prekeyThatServedOnceIsErasedFromTheDiskAndServesNoOther() throws Exception {
        Begun first = offerWith(0);
        Begun again = offerWith(0);
        bob.takes(bob.mail(offer(TINY, first)));

        assertThat(TINY.publish(BOB, bob.prekeys()).oneTime()).hasSize(1);
        killAndStartAgain();
        assertThat(TINY.publish(BOB, bob.prekeys()).oneTime()).hasSize(1);
        bob.takes(bob.mail(offer(TINY, again)));
        assertThat(bob.console.statuses).contains("A message was refused: its prekey was used before.");
        assertThat(bob.memory.peer().current("tiny")).map(Peer.Kept::id).contains(first.id());
    }

    private void startAnew(String folder) throws Exception {
        stop();
        temp = Files.createDirectories(temp.resolve(folder));
        start();
    }

    /** @return an offer, and behind it the messages 1, 2 and so on as the digits say */
    private List<Waiting> inThisOrder(String digits) throws RejectedException {
        Begun begun = offerWith(0);
        Talker alice = new Talker(TINY, begun.session());
        List<Content> written = new ArrayList<>();
        for (int number = 1; number <= digits.length(); number++) {
            written.add(alice.says(String.valueOf(number)));
        }
        List<Content> all = new ArrayList<>(List.of(offer(TINY, begun)));
        digits.chars().forEach(digit -> all.add(written.get(digit - '1')));
        return bob.mail(all.toArray(Content[]::new));
    }

    /** @param prekey which of Bob's one-time prekeys the relay has handed out for it */
    private Begun offerWith(int prekey) throws RejectedException {
        return TINY.begin(
                ALICE,
                BOB.person(),
                new PublishedPrekeys(List.of(), List.of(prekeys.get(prekey))),
                NOW + bob.nextTime());
    }

    private List<String> perhapsShown() {
        String beginning = "Perhaps shown already, just before I was interrupted: ";
        return bob.console.statuses.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    private Path prekeyFile() {
        return temp.resolve("prekeys-tiny");
    }
}
