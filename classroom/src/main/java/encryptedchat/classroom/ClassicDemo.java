package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;
import static encryptedchat.classroom.Glossary.bytes;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.util.Map;

/** The demo at level classic: what the Python trio does, where nobody proves who they are. */
final class ClassicDemo extends Demo {
    static final String LEVEL = "classic";

    static final Glossary GLOSSARY = new Glossary(Map.of(
            "public_key_pem_b64", bytes("open to all"),
            "encrypted_master_secret_b64", bytes("only for Bob"),
            "ciphertext", bytes("sealed text"),
            "nonce", bytes("new each time"),
            "tag", bytes("shows any change"),
            "associated_data", bytes("the time, open")));

    ClassicDemo(Stage stage, Backstage backstage) {
        super(stage, backstage);
    }

    @Override
    Cast agreeOnKeys() throws IOException, InterruptedException {
        stage.step("A relay starts. It carries messages, and has no key to read them.");
        Program relay = backstage.startRelay("--classic");
        stage.line("relay says", relay.out().get(0));

        stage.step("Bob makes an RSA key pair of 4096 bits (a few seconds) and publishes its public half.");
        Actor bob = backstage.startActor(BOB, relay, LEVEL);
        stage.request(bob.await(is("POST", ClassicWire.REGISTER_PUBLIC_KEY)));
        stage.log(relay.awaitErr(0, line -> line.contains("public key")));

        stage.step("Alice fetches Bob's public key, makes a master secret, and sends it to Bob under that key.");
        Actor alice = backstage.startActor(ALICE, relay, LEVEL);
        stage.answer(alice.await(is("GET", ClassicWire.GET_PUBLIC_KEY + BOB)));
        stage.request(alice.await(is("POST", ClassicWire.SEND_ENCRYPTED_MASTER_SECRET)));
        stage.log(relay.awaitErr(0, line -> line.contains("master secret")));

        stage.step("Bob takes it and decrypts it. Both derive the same AES key from it; the key itself never travels.");
        stage.answer(bob.await(is("GET", ClassicWire.GET_ENCRYPTED_MASTER_SECRET)));
        stage.line("bob says", bob.awaitStatus(line -> line.contains("could decrypt")));
        return new Cast(relay, bob, alice);
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
