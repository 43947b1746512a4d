package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.client.explain.Guide;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.List;

/** The demo at level authenticated: who is speaking, in which direction, in which order. */
final class AuthenticatedDemo extends Demo {
    static final String LEVEL = "authenticated";

    private static final String BOBS_PREKEYS = V1.PEOPLE + BOB + V1.PREKEYS + LEVEL;

    private static final String SAFETY_NUMBER = "Safety number: ";

    /** Half of it, with the spaces between its groups of five digits. */
    private static final int HALF_SAFETY_NUMBER = 6 * (5 + 1);

    AuthenticatedDemo(Stage stage, Backstage backstage, WireView wireView) {
        super(stage, backstage, wireView);
    }

    @Override
    Cast agreeOnKeys() throws IOException, InterruptedException {
        Program relay = startRelay();
        Actor bob = bobJoins(relay);
        Actor alice = aliceJoins(relay);
        MailboxWay offer = aliceOffers(alice, bob, relay);
        bobTakes(offer, bob);
        compareSafetyNumbers(alice, bob);
        return new Cast(relay, bob, alice);
    }

    @Override
    List<String> reasons() {
        return List.of(
                "AES-GCM hides the text, and its tag shows any change on the way.",
                "Each direction has a key of its own, so nobody can send Alice her own words back.",
                "The sequence number is one higher, so Bob notices what is repeated, missing or late.");
    }

    @Override
    void say(String text, Actor sender, Actor recipient, Program relay) throws IOException, InterruptedException {
        int onTheWire = sender.wire().recording().size();
        int shown = recipient.program().out().size();

        type(text, sender);
        Exchange sent = sender.wire().await(onTheWire, MailboxWay.writes(recipient.name()));
        MailboxWay way = new MailboxWay(Guide.of(LEVEL), stage, relay, sent, recipient);
        way.showSent();
        way.showFetched();
        read(text, sender, recipient, shown);
        way.showAcknowledged();
    }

    private Actor bobJoins(Program relay) throws IOException, InterruptedException {
        stage.step(
                "Bob makes his keys (a few seconds) and registers. From now on his name belongs to his identity key.",
                "Anybody can say that he is Bob; only Bob can sign with this key (Ed25519).");
        Actor bob = backstage.startActor(BOB, relay, LEVEL);
        showRegistration(bob, relay);

        stage.step(
                "Bob logs in: he signs random bytes that the relay has just made.",
                "They are new each time, so a signature that somebody recorded earlier is useless.");
        stage.answer(bob.await(is("POST", V1.CHALLENGES)));
        Exchange login = bob.await(is("POST", V1.TOKENS));
        stage.request(login);
        stage.answer(login);

        stage.step(
                "Bob publishes his exchange key, an RSA public key, signed with his identity key.",
                "Otherwise the relay could give out a key of its own instead, and read everything.");
        stage.request(bob.await(is("PUT", BOBS_PREKEYS)));
        stage.log(relay.awaitErr(0, line -> line.contains("prekey") && line.contains(BOB)));
        return bob;
    }

    private Actor aliceJoins(Program relay) throws IOException, InterruptedException {
        stage.step(
                "Alice makes an identity, registers it, and logs in as Bob did.",
                "Bob also has to know who is speaking.");
        Actor alice = backstage.startActor(ALICE, relay, LEVEL);
        showRegistration(alice, relay);

        stage.step(
                "Alice fetches Bob's identity key and his exchange key.",
                "She takes the exchange key only if the identity key has signed it.");
        stage.answer(alice.await(is("GET", V1.PEOPLE + BOB)));
        stage.answer(alice.await(exchange -> exchange.path().startsWith(BOBS_PREKEYS + V1.CLAIMS)));
        stage.line(Place.ALICE, "says", alice.awaitStatus(line -> line.startsWith("First contact with bob")));
        return alice;
    }

    private MailboxWay aliceOffers(Actor alice, Actor bob, Program relay) throws IOException, InterruptedException {
        stage.step(
                "Alice makes a master secret, encrypts it with Bob's exchange key, and signs this offer.",
                "Only Bob can decrypt it (RSA-OAEP). The signature shows him that it is from Alice, for him.");
        MailboxWay offer = new MailboxWay(Guide.of(LEVEL), stage, relay, alice.await(MailboxWay.offers(BOB)), bob);
        offer.showSent();
        return offer;
    }

    private void bobTakes(MailboxWay offer, Actor bob) throws IOException, InterruptedException {
        stage.step(
                "Bob takes the offer and decrypts the master secret. Both derive two AES keys from it.",
                "With HKDF each direction gets a key of its own, and nobody ever sends a key.");
        offer.showFetched();
        stage.line(Place.BOB, "says", bob.awaitStatus(line -> line.startsWith("An offer has come from alice")));
        offer.showAcknowledged();
    }

    private void compareSafetyNumbers(Actor alice, Actor bob) throws IOException, InterruptedException {
        stage.step(
                "Both ask for the safety number, which is made from both identity keys, and compare it aloud.",
                "If somebody sits between them with other keys, the numbers differ.");
        String seenByAlice = askForSafetyNumber(alice);
        String seenByBob = askForSafetyNumber(bob);
        if (!seenByAlice.equals(seenByBob)) {
            throw new IOException("The safety numbers differ.");
        }
        stage.note("Both numbers match, so nobody sits between them. Both type that.");
        for (Actor actor : List.of(alice, bob)) {
            type("/verify yes", actor);
            stage.line(actor.place(), "says", actor.awaitStatus(line -> line.startsWith("Recorded: ")));
        }
    }

    private String askForSafetyNumber(Actor actor) throws IOException, InterruptedException {
        type("/verify", actor);
        String number =
                actor.awaitStatus(line -> line.startsWith(SAFETY_NUMBER)).substring(SAFETY_NUMBER.length());
        stage.line(
                actor.place(),
                "sees",
                number.substring(0, HALF_SAFETY_NUMBER) + "\n" + number.substring(HALF_SAFETY_NUMBER));
        return number;
    }

    private void showRegistration(Actor actor, Program relay) throws IOException, InterruptedException {
        stage.request(actor.await(is("PUT", V1.PEOPLE + actor.name())));
        stage.log(relay.awaitErr(0, line -> line.contains(actor.name() + " is registered")));
    }
}
