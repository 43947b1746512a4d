package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.Base64Text;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guided demo: a relay, Bob and Alice as real processes, and what each of them sees. It goes on to the next step
 * only when the last one was seen everywhere: typed, on the wire, stored, read. Its levels are twins.
 */
abstract class Demo {
    static final String ALICE = "alice";
    static final String BOB = "bob";

    private static final int SHORTEST_SEARCHED = 8;

    final Stage stage;
    final Backstage backstage;
    private final WireView wireView;

    /** Those who can talk, because they have agreed on keys. */
    record Cast(Program relay, Actor bob, Actor alice) {}

    Demo(Stage stage, Backstage backstage, WireView wireView) {
        this.stage = stage;
        this.backstage = backstage;
        this.wireView = wireView;
    }

    /** Starts everybody, and shows how they agree on keys. */
    abstract Cast agreeOnKeys() throws IOException, InterruptedException;

    /** Shows one text on its way. */
    abstract void say(String text, Actor sender, Actor recipient, Program relay)
            throws IOException, InterruptedException;

    /** Why the texts are protected as they are: one reason for each of the first texts. */
    abstract List<String> reasons();

    /** @param texts the first is Alice's, the second Bob's, and so on in turn */
    final void run(List<String> texts) throws IOException, InterruptedException {
        Cast cast = agreeOnKeys();
        for (int turn = 0; turn < texts.size(); turn++) {
            String why = turn < reasons().size() ? reasons().get(turn) : "";
            if (turn % 2 == 0) {
                stage.step("Alice writes to Bob.", why);
                say(texts.get(turn), cast.alice, cast.bob, cast.relay);
            } else {
                stage.step("Bob writes to Alice.", why);
                say(texts.get(turn), cast.bob, cast.alice, cast.relay);
            }
        }
        cast.alice.leave();
        cast.bob.leave();
        stage.step("Both leave. Did any text cross the wire readably?");
        search(texts, cast);
    }

    final Program startRelay(String... options) throws IOException, InterruptedException {
        stage.step("A relay starts. It carries messages, and has no key to read them.");
        Program relay = backstage.startRelay(options);
        stage.line(Place.RELAY, "says", relay.out().get(0));
        wireView.show(relay, stage);
        return relay;
    }

    /** Has the sender type a text or a command. */
    final void type(String text, Actor sender) throws IOException {
        stage.line(sender.place(), "types", text);
        sender.program().type(text);
    }

    /**
     * Shows what the recipient reads at the end.
     *
     * @param from how many lines the recipient had read before
     * @throws IOException if it is not what was typed
     */
    final void read(String text, Actor sender, Actor recipient, int from) throws IOException, InterruptedException {
        String read = recipient.program().awaitOut(from, line -> true);
        if (!read.equals(sender.name() + ": " + text)) {
            throw new IOException(recipient.name() + " read something else: " + read);
        }
        stage.line(recipient.place(), "reads", read);
    }

    /** A text as short as "bob" stands on the wire anyway, so only longer ones prove anything. */
    private void search(List<String> texts, Cast cast) throws IOException {
        List<String> longEnough = texts.stream()
                .filter(text -> text.length() >= SHORTEST_SEARCHED)
                .toList();
        String values = Stream.of(cast.alice, cast.bob)
                .flatMap(actor -> actor.wire().recording().stream())
                .flatMap(Exchange::values)
                .collect(Collectors.joining("\n"));
        long found = longEnough.stream()
                .filter(text -> values.contains(text) || values.contains(Base64Text.encode(text.getBytes(UTF_8))))
                .count();
        stage.note("Searched for " + longEnough.size() + " of " + texts.size()
                + " texts, as they are and in Base64. Found: " + found + ".");
        if (longEnough.size() < texts.size()) {
            stage.note("A text under " + SHORTEST_SEARCHED + " characters can stand there by chance.");
        }
        if (found > 0) {
            throw new IOException("A text was readable on its way.");
        }
    }
}
