package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;

import encryptedchat.classroom.WireTap.Exchange;
import java.io.IOException;
import java.util.List;

/** The demo at level classic: what the Python trio does, where nobody proves who they are. */
final class ClassicDemo extends Demo {
    static final String LEVEL = "classic";

    ClassicDemo(Stage stage, Backstage backstage, WireView wireView) {
        super(stage, backstage, wireView);
    }

    @Override
    Cast agreeOnKeys() throws IOException, InterruptedException {
        Program relay = startRelay("--classic");

        stage.step(
                "Bob makes an RSA key pair of 4096 bits (a few seconds), and publishes its public half.",
                "With the public half anybody can encrypt; only the private half, which stays with Bob, decrypts.");
        Actor bob = backstage.startActor(BOB, relay, LEVEL);
        stage.request(bob.await(is("POST", "/register_public_key")));
        stage.log(relay.awaitErr(0, line -> line.contains("public key")));

        stage.step(
                "Alice fetches Bob's public key.",
                "She needs it to encrypt for Bob. At this level nobody proves whose key it is.");
        Actor alice = backstage.startActor(ALICE, relay, LEVEL);
        stage.answer(alice.await(is("GET", "/get_public_key/" + BOB)));

        stage.step(
                "Alice makes a master secret, encrypts it with Bob's public key, and sends it.",
                "Both need the same secret, and the relay in between must not learn it (RSA-OAEP).");
        stage.request(alice.await(is("POST", "/send_encrypted_master_secret")));
        stage.log(relay.awaitErr(0, line -> line.contains("master secret")));

        stage.step(
                "Bob takes the master secret and decrypts it. Both derive the same AES key from it.",
                "A key from HKDF has only one purpose, and nobody ever sends it.");
        stage.answer(bob.await(is("GET", "/get_encrypted_master_secret")));
        stage.line(Place.BOB, "says", bob.awaitStatus(line -> line.contains("could decrypt")));
        return new Cast(relay, bob, alice);
    }

    @Override
    List<String> reasons() {
        return List.of(
                "AES-GCM hides the text, and its tag shows any change on the way.",
                "A nonce must never be used twice with one key. Here both use the same key, so each nonce is random.",
                "Everybody can read the associated data, here the time, but nobody can change it unnoticed.");
    }

    @Override
    void say(String text, Actor sender, Actor recipient, Program relay) throws IOException, InterruptedException {
        int onTheWire = sender.wire().recording().size();
        int stored = relay.err().size();
        int fetched = recipient.wire().recording().size();
        int shown = recipient.program().out().size();

        type(text, sender);
        stage.request(sender.wire().await(onTheWire, is("POST", "/send_message")));
        stage.log(relay.awaitErr(stored, line -> true));
        stage.answer(recipient
                .wire()
                .await(fetched, is("GET", "/get_messages/" + recipient.name()).and(ClassicDemo::carriesMessages)));
        read(text, sender, recipient, shown);
    }

    private static boolean carriesMessages(Exchange exchange) {
        return exchange.answer().contains("ciphertext");
    }
}
