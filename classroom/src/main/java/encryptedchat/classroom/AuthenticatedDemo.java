package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;
import static encryptedchat.classroom.Glossary.bytes;
import static encryptedchat.classroom.Glossary.time;
import static encryptedchat.classroom.Glossary.words;
import static encryptedchat.wire.authenticated.AuthenticatedWire.LEVEL;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The demo at level authenticated: who is speaking, in which direction, in which order. */
final class AuthenticatedDemo extends Demo {
    private static final String BOBS_EXCHANGE_KEY = V1.PEOPLE + BOB + V1.EXCHANGE_KEYS + LEVEL;

    private static final String SAFETY_NUMBER = "Safety number: ";

    /** Half of it, with the spaces between its groups of five digits. */
    private static final int HALF_SAFETY_NUMBER = 6 * (5 + 1);

    static final Glossary GLOSSARY = new Glossary(Map.ofEntries(
            Map.entry("identity_key", bytes("open to all")),
            Map.entry("signature", bytes("by identity key")),
            Map.entry("challenge", bytes("good once")),
            Map.entry("token", words("a pass for an hour")),
            Map.entry("expires_at", time()),
            Map.entry("public_key_pem_b64", bytes("open to all")),
            Map.entry("session_id", bytes("new each time")),
            Map.entry("initiator_identity_key", bytes("Alice's")),
            Map.entry("responder_identity_key", bytes("Bob's")),
            Map.entry("encrypted_master_secret_b64", bytes("only for Bob")),
            Map.entry("time", time()),
            Map.entry("id", words("random, by the sender")),
            Map.entry("ids", words("need not be kept longer")),
            Map.entry("stored_at", time()),
            Map.entry("ciphertext", bytes("sealed text")),
            Map.entry("nonce", bytes("new each time")),
            Map.entry("tag", bytes("shows any change")),
            Map.entry("associated_data", bytes("authenticated:")),
            Map.entry("  session_id", bytes("as in the offer")),
            Map.entry("  sequence", words("one more each time")),
            Map.entry("  time", time())));

    AuthenticatedDemo(Stage stage, Backstage backstage) {
        super(stage, backstage);
    }

    @Override
    Cast agreeOnKeys() throws IOException, InterruptedException {
        stage.step(
                "A relay starts, with a folder for names, keys and mailboxes. It carries messages, and has no key to "
                        + "read them.");
        Program relay = backstage.startRelay();
        stage.line("relay says", relay.out().get(0));
        Actor bob = bobJoins(relay);
        Actor alice = aliceJoins(relay);
        MailboxWay offer = aliceOffers(alice, bob, relay);
        bobTakes(offer, bob);
        compareSafetyNumbers(alice, bob);
        return new Cast(relay, bob, alice);
    }

    @Override
    void say(String text, Actor sender, Actor recipient, Program relay) throws IOException, InterruptedException {
        int onTheWire = sender.wire().recording().size();
        int shown = recipient.program().out().size();

        type(text, sender);
        Exchange sent = sender.wire().await(onTheWire, MailboxWay.writes(recipient.name()));
        MailboxWay way = new MailboxWay(stage, relay, sent, recipient);
        way.showSent();
        way.showFetched();
        read(text, sender, recipient, shown);
        way.showAcknowledged();
    }

    private Actor bobJoins(Program relay) throws IOException, InterruptedException {
        stage.step("Bob makes two key pairs: Ed25519 as his identity, and RSA of 4096 bits to exchange keys (a few "
                + "seconds). He registers: from now on his name belongs to his identity key.");
        Actor bob = backstage.startActor(BOB, relay, LEVEL);
        showRegistration(bob, relay);

        stage.step("Bob proves that it is he who logs in: he signs random bytes of the relay.");
        stage.answer(bob.await(is("POST", V1.CHALLENGES)));
        Exchange login = bob.await(is("POST", V1.TOKENS));
        stage.request(login);
        stage.answer(login);

        stage.step("Bob signs his RSA public key, the exchange key, with his identity key, and publishes it.");
        stage.request(bob.await(is("PUT", BOBS_EXCHANGE_KEY)));
        stage.log(relay.awaitErr(0, line -> line.contains("an exchange key of bob")));
        return bob;
    }

    private Actor aliceJoins(Program relay) throws IOException, InterruptedException {
        stage.step("Alice makes an identity, registers it, and logs in as Bob did.");
        Actor alice = backstage.startActor(ALICE, relay, LEVEL);
        showRegistration(alice, relay);

        stage.step("Alice fetches Bob's identity key and his exchange key. The one must have signed the other.");
        stage.answer(alice.await(is("GET", V1.PEOPLE + BOB)));
        stage.answer(alice.await(is("GET", BOBS_EXCHANGE_KEY)));
        stage.line("alice says", alice.awaitStatus(line -> line.startsWith("First contact with bob")));
        return alice;
    }

    private MailboxWay aliceOffers(Actor alice, Actor bob, Program relay) throws IOException, InterruptedException {
        stage.step(
                "Alice makes a master secret, and offers it to Bob: encrypted with his exchange key, and signed with "
                        + "her identity key together with all that the two have to agree on.");
        MailboxWay offer = new MailboxWay(stage, relay, alice.await(MailboxWay.offers(BOB)), bob);
        offer.showSent();
        return offer;
    }

    private void bobTakes(MailboxWay offer, Actor bob) throws IOException, InterruptedException {
        stage.step(
                "Bob takes the offer: Alice has signed it, for him, and it is new. He decrypts the master secret. Both "
                        + "derive two AES keys from it, one for each direction; the keys themselves never travel.");
        offer.showFetched();
        stage.line("bob says", bob.awaitStatus(line -> line.startsWith("An offer has come from alice")));
        offer.showAcknowledged();
    }

    private void compareSafetyNumbers(Actor alice, Actor bob) throws IOException, InterruptedException {
        stage.step(
                "Is it Bob's key that Alice has, and hers that he has? Both ask for the safety number, which is made "
                        + "of both identity keys, and compare it aloud. If somebody sits between them, it differs.");
        String seenByAlice = askForSafetyNumber(alice);
        String seenByBob = askForSafetyNumber(bob);
        if (!seenByAlice.equals(seenByBob)) {
            throw new IOException("The safety numbers differ.");
        }
        stage.line("equal", "Nobody sits between them. Each tells the program so.");
        for (Actor actor : List.of(alice, bob)) {
            type("/verify yes", actor);
            stage.line(actor.name() + " says", actor.awaitStatus(line -> line.startsWith("Recorded: ")));
        }
    }

    private String askForSafetyNumber(Actor actor) throws IOException, InterruptedException {
        type("/verify", actor);
        String number =
                actor.awaitStatus(line -> line.startsWith(SAFETY_NUMBER)).substring(SAFETY_NUMBER.length());
        stage.line(actor.name() + " sees", number.substring(0, HALF_SAFETY_NUMBER));
        stage.line("", number.substring(HALF_SAFETY_NUMBER));
        return number;
    }

    private void showRegistration(Actor actor, Program relay) throws IOException, InterruptedException {
        stage.request(actor.await(is("PUT", V1.PEOPLE + actor.name())));
        stage.log(relay.awaitErr(0, line -> line.contains(actor.name() + " is registered")));
    }
}
