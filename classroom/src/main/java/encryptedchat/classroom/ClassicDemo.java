package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.util.List;

/** The demo at level classic: what the Python trio does, where nobody proves who they are. */
final class ClassicDemo extends Demo {
    ClassicDemo(Stage stage, Backstage backstage, WireView wireView) {
        super(stage, backstage, wireView);
    }

    @Override
    Cast agreeOnKeys() throws IOException, InterruptedException {
        Program relay = startRelay("--classic");

        stage.step(
                "Bob makes an RSA key pair of 4096 bits (a few seconds), and publishes its public half.",
                "With the public half anybody can encrypt; only the private half, which stays with Bob, decrypts.");
        Actor bob = backstage.startActor(BOB, relay, ClassicWire.LEVEL);
        stage.request(bob.await(is("POST", ClassicWire.REGISTER_PUBLIC_KEY)));
        stage.log(relay.awaitErr(0, line -> line.contains("public key")));

        stage.step(
                "Alice fetches Bob's public key.",
                "She needs it to encrypt for Bob. Whose key it really is, nobody proves at this level.");
        Actor alice = backstage.startActor(ALICE, relay, ClassicWire.LEVEL);
        stage.answer(alice.await(is("GET", ClassicWire.GET_PUBLIC_KEY + BOB)));

        stage.step(
                "Alice makes a master secret, encrypts it with Bob's public key, and sends it.",
                "Both need the same secret, and the relay in between must not learn it (RSA-OAEP).");
        stage.request(alice.await(is("POST", ClassicWire.SEND_ENCRYPTED_MASTER_SECRET)));
        stage.log(relay.awaitErr(0, line -> line.contains("master secret")));

        stage.step(
                "Bob takes the master secret and decrypts it. Both derive the same AES key from it.",
                "A key made with HKDF serves one purpose only, and never travels itself.");
        stage.answer(bob.await(is("GET", ClassicWire.GET_ENCRYPTED_MASTER_SECRET)));
        stage.line(Place.BOB, "says", bob.awaitStatus(line -> line.contains("could decrypt")));
        return new Cast(relay, bob, alice);
    }

    @Override
    List<String> reasons() {
        return List.of(
                "AES-GCM hides the text, and its tag shows any change on the way.",
                "A nonce must never come twice under one key, and here both use the same key: so each is random.",
                "The associated data, here the time, can be read by all, but not changed unnoticed.");
    }

    @Override
    void say(String text, Actor sender, Actor recipient, Program relay) throws IOException, InterruptedException {
        int onTheWire = sender.wire().recording().size();
        int stored = relay.err().size();
        int fetched = recipient.wire().recording().size();
        int shown = recipient.program().out().size();

        type(text, sender);
        stage.request(sender.wire().await(onTheWire, is("POST", ClassicWire.SEND_MESSAGE)));
        stage.log(relay.awaitErr(stored, line -> true));
        stage.answer(recipient
                .wire()
                .await(
                        fetched,
                        is("GET", ClassicWire.GET_MESSAGES + recipient.name()).and(ClassicDemo::carriesMessages)));
        read(text, sender, recipient, shown);
    }

    private static boolean carriesMessages(Exchange exchange) {
        return exchange.answer().contains("ciphertext");
    }
}
