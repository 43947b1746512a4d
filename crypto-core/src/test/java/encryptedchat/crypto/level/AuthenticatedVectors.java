package encryptedchat.crypto.level;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.hex;
import static encryptedchat.crypto.level.Vectors.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Login;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.V1;
import java.nio.ByteBuffer;
import java.time.Instant;

/** One conversation at level 2, with every value that appears in it. */
final class AuthenticatedVectors {
    static final long TIME = 1_700_000_000;
    static final SecretBytes MASTER_SECRET = SecretBytes.copyOf(bytes(32, 0x20));

    private static final byte[] SESSION_ID = bytes(16, 0x10);
    private static final byte[] OAEP_SEED = bytes(32, 0x40);
    private static final byte[] CHALLENGE = bytes(32, 0x80);

    private AuthenticatedVectors() {}

    static ObjectNode all() throws Exception {
        ObjectNode vectors = object();
        addPeople(vectors.putArray("people"));
        vectors.set("safety_number", safetyNumber());
        addRegistrations(vectors.putArray("registrations"));
        addLogins(vectors.putArray("logins"));
        vectors.set("exchange_key", exchangeKey());
        vectors.set("offer", offer());
        vectors.putArray("session_keys").add(sessionKey("alice", "bob")).add(sessionKey("bob", "alice"));
        addMessages(vectors.putArray("messages"));
        RefusedVectors.addTo(vectors);
        return vectors;
    }

    static Offered offered() {
        byte[] random = ByteBuffer.allocate(48).put(SESSION_ID).put(OAEP_SEED).array();
        return AuthenticatedKeyExchange.offer(
                MASTER_SECRET,
                ALICE,
                BOB.person(),
                TestKeys.BOB.publicKey(),
                TIME,
                new FixedRandom(random),
                Steps.SILENT);
    }

    /** @param time what the clock of this side shows */
    static AuthenticatedSession session(String me, String peer, long time, byte... nonces) {
        return AuthenticatedSession.begin(
                offered().agreement(),
                me,
                peer,
                new FixedRandom(nonces),
                () -> Instant.ofEpochSecond(time),
                Steps.SILENT);
    }

    private static void addPeople(ArrayNode people) {
        for (Identity person : new Identity[] {ALICE, BOB, MALLORY}) {
            people.add(object().put("name", person.name())
                    .put("identity_seed", hex(person.keyPair().exposeSeed().exposeBytes()))
                    .put("identity_key", hex(person.person().identityKey().toBytes())));
        }
    }

    private static ObjectNode safetyNumber() {
        String digits = SafetyNumber.of(ALICE.person(), BOB.person()).digits();
        return object().put("of", "alice and bob")
                .put("digits", digits)
                .put("shown", SafetyNumber.of(BOB.person(), ALICE.person()).toString());
    }

    private static void addRegistrations(ArrayNode registrations) {
        for (Identity person : new Identity[] {ALICE, BOB}) {
            byte[] identityKey = person.person().identityKey().toBytes();
            byte[] signed = V1.registrationBytes(person.name(), identityKey);
            byte[] signature = person.keyPair().sign(signed);
            registrations.add(object().put("name", person.name())
                    .put("signed", hex(signed))
                    .put("signature", hex(signature))
                    .put("body", body(Registration.of(identityKey, signature))));
        }
    }

    private static void addLogins(ArrayNode logins) {
        for (Identity person : new Identity[] {ALICE, BOB}) {
            byte[] signed = V1.loginBytes(person.name(), CHALLENGE);
            byte[] signature = person.keyPair().sign(signed);
            Login.TokenRequest request =
                    new Login.TokenRequest(person.name(), Base64Text.encode(CHALLENGE), Base64Text.encode(signature));
            logins.add(object().put("name", person.name())
                    .put("challenge", hex(CHALLENGE))
                    .put("signed", hex(signed))
                    .put("signature", hex(signature))
                    .put("body", body(request)));
        }
    }

    private static ObjectNode exchangeKey() throws Exception {
        byte[] exchangeKey = TestKeys.BOB.publicKey().getEncoded();
        byte[] identityKey = BOB.person().identityKey().toBytes();
        ExchangeKey signed = AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), BOB, Steps.SILENT);
        return object().put("owner", "bob")
                .put("private_key_pem", TestKeys.BOB.exposePrivateKeyPem())
                .put("exchange_key", hex(exchangeKey))
                .put("signed", hex(AuthenticatedWire.exchangeKeyBytes("bob", identityKey, exchangeKey)))
                .put("signature", hex(signed.decodeSignature()))
                .put("body", body(signed));
    }

    private static ObjectNode offer() throws Exception {
        Offer offer = offered().offer();
        Agreement agreement = offered().agreement();
        byte[] transcriptBytes = AuthenticatedWire.transcriptBytes(
                "alice",
                "bob",
                ALICE.person().identityKey().toBytes(),
                BOB.person().identityKey().toBytes(),
                TestKeys.BOB.publicKey().getEncoded(),
                SESSION_ID,
                offer.decodeEncryptedMasterSecret(),
                TIME);
        assertThat(Offers.takeAfter(TIME - 1, offer).transcript()).isEqualTo(agreement.transcript());
        return object().put("time", TIME)
                .put("session_id", hex(SESSION_ID))
                .put("master_secret", hex(MASTER_SECRET.exposeBytes()))
                .put("oaep_seed", hex(OAEP_SEED))
                .put("encrypted_master_secret", hex(offer.decodeEncryptedMasterSecret()))
                .put("transcript_bytes", hex(transcriptBytes))
                .put("transcript", hex(agreement.transcript()))
                .put("signed", hex(AuthenticatedWire.offerBytes(agreement.transcript())))
                .put("signature", hex(offer.decodeSignature()))
                .put("body", body(Mail.Content.of(offer)));
    }

    private static ObjectNode sessionKey(String sender, String recipient) {
        return object().put("sender", sender)
                .put("recipient", recipient)
                .put("info", hex(AuthenticatedWire.messageKeyInfo(sender, recipient)))
                .put("key", hex(key(sender, recipient).exposeBytes()));
    }

    static SecretBytes key(String sender, String recipient) {
        byte[] info = AuthenticatedWire.messageKeyInfo(sender, recipient);
        return Hkdf.sha256(MASTER_SECRET, offered().agreement().transcript(), info, 32);
    }

    private static void addMessages(ArrayNode messages) throws Exception {
        AuthenticatedSession alice = session("alice", "bob", TIME + 60, bytes(48, 0x60));
        AuthenticatedSession bob = session("bob", "alice", TIME + 61, bytes(24, 0xa0));
        add(messages, alice, bob, "Hello, Bob!");
        add(messages, bob, alice, "Grüße! Здравствуй 你好 👩‍💻 e\u0301");
        add(messages, alice, bob, "0123456789".repeat(500));
        add(messages, bob, alice, "That was long.");
        alice.seal("This is number 3, and never comes.");
        add(messages, alice, bob, "This one shows that number 3 is missing.");
    }

    private static void add(
            ArrayNode messages, AuthenticatedSession sender, AuthenticatedSession recipient, String text)
            throws Exception {
        Envelope envelope = sender.seal(text);
        MessageHeader header = MessageHeader.of(envelope.associatedData());
        Opened opened = recipient.open(envelope);
        assertThat(opened.text()).isEqualTo(text);
        messages.add(object().put("sender", header.sender())
                .put("recipient", header.recipient())
                .put("sequence", header.sequence())
                .put("time", header.time())
                .put("missing", opened.missing())
                .put("text", text)
                .put("plaintext", hex(text.getBytes(UTF_8)))
                .put("associated_data", hex(envelope.associatedData()))
                .put("nonce", hex(envelope.nonce()))
                .put("ciphertext", hex(envelope.ciphertext()))
                .put("tag", hex(envelope.tag()))
                .put("body", body(Mail.Content.of(SealedMessage.of(envelope)))));
    }
}
