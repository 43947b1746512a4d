package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.party;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.hex;
import static encryptedchat.crypto.level.Vectors.object;
import static encryptedchat.crypto.level.authenticated.Offers.LEVEL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Login;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.SealedMessage;
import encryptedchat.wire.v1.V1;
import java.nio.ByteBuffer;

/** One conversation at level 2, with every value that appears in it. */
public final class AuthenticatedVectors {
    static final long TIME = 1_700_000_000;
    static final SecretBytes MASTER_SECRET = SecretBytes.copyOf(bytes(32, 0x20));

    private static final byte[] SESSION_ID = bytes(16, 0x10);
    private static final byte[] OAEP_SEED = bytes(32, 0x40);
    private static final byte[] CHALLENGE = bytes(32, 0x80);

    private AuthenticatedVectors() {}

    public static ObjectNode all() throws Exception {
        ObjectNode vectors = object();
        addPeople(vectors.putArray("people"));
        vectors.set("safety_number", safetyNumber());
        addRegistrations(vectors.putArray("registrations"));
        addLogins(vectors.putArray("logins"));
        vectors.set("prekeys", prekeys());
        vectors.set("offer", offer());
        vectors.putArray("session_keys").add(sessionKey("alice", "bob")).add(sessionKey("bob", "alice"));
        addMessages(vectors.putArray("messages"));
        RefusedVectors.addTo(vectors);
        return vectors;
    }

    static Begun begun() throws RejectedException {
        byte[] random = ByteBuffer.allocate(80)
                .put(MASTER_SECRET.exposeBytes())
                .put(SESSION_ID)
                .put(OAEP_SEED)
                .array();
        return Offers.make(party(ALICE, TIME, new FixedRandom(random)), BOB, TestKeys.BOB, TIME);
    }

    static Transcript agreedOn() throws Exception {
        return Offer.read(begun().offer()).agreedOn(TestKeys.BOB.publicKey());
    }

    /** @param time what the clock of this side shows */
    static Side session(Identity me, Identity peer, long time, byte... nonces) throws Exception {
        return new Side(AuthenticatedSession.begin(
                party(me, time, new FixedRandom(nonces)),
                peer.name(),
                agreedOn().sessionId(),
                MASTER_SECRET,
                agreedOn().hash()));
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

    private static ObjectNode prekeys() throws Exception {
        PublishedPrekeys published = Offers.published(BOB, TestKeys.BOB);
        Prekey exchangeKey = published.signed().get(0);
        byte[] identityKey = BOB.person().identityKey().toBytes();
        return object().put("owner", "bob")
                .put("level", LEVEL.name())
                .put("private_key_pem", TestKeys.BOB.exposePrivateKeyPem())
                .put("kind", exchangeKey.kind())
                .put("id", exchangeKey.id())
                .put("made_at", exchangeKey.madeAt())
                .put("expires_at", exchangeKey.expiresAt())
                .put("bytes", hex(exchangeKey.decodeBytes()))
                .put("signed", hex(exchangeKey.signedBytes(LEVEL.name(), "bob", identityKey)))
                .put("signature", hex(exchangeKey.decodeSignature()))
                .put("body", body(published));
    }

    private static ObjectNode offer() throws Exception {
        Offer offer = Offer.read(begun().offer());
        Transcript agreedOn = agreedOn();
        byte[] encrypted = agreedOn.encryptedMasterSecret();
        assertThat(RsaOaep.decrypt(encrypted, TestKeys.BOB)).isEqualTo(MASTER_SECRET);
        assertThat(((AuthenticatedSession) Offers.takeAfter(TIME - 1, offer).session())
                        .keys()
                        .receive())
                .isEqualTo(key("alice", "bob"));
        return object().put("time", TIME)
                .put("session_id", hex(SESSION_ID))
                .put("master_secret", hex(MASTER_SECRET.exposeBytes()))
                .put("oaep_seed", hex(OAEP_SEED))
                .put("encrypted_master_secret", hex(encrypted))
                .put("transcript_bytes", hex(agreedOn.toBytes()))
                .put("transcript", hex(agreedOn.hash()))
                .put("signed", hex(Transcript.signedBytes(agreedOn.hash())))
                .put("signature", hex(offer.decodeSignature()))
                .put("body", body(mail(offer)));
    }

    static Content mail(Offer offer) {
        return new Content(LEVEL.name(), Content.OFFER, RawJson.of(offer));
    }

    static Content mail(Envelope envelope) {
        return new Content(LEVEL.name(), Content.MESSAGE, RawJson.of(SealedMessage.of(envelope)));
    }

    private static ObjectNode sessionKey(String sender, String recipient) throws Exception {
        return object().put("sender", sender)
                .put("recipient", recipient)
                .put("info", hex(AuthenticatedSession.keyInfo(sender, recipient)))
                .put("key", hex(key(sender, recipient).exposeBytes()));
    }

    static SecretBytes key(String sender, String recipient) throws Exception {
        byte[] info = AuthenticatedSession.keyInfo(sender, recipient);
        return Hkdf.sha256(MASTER_SECRET, agreedOn().hash(), info, 32);
    }

    private static void addMessages(ArrayNode messages) throws Exception {
        Side alice = session(ALICE, BOB, TIME + 60, bytes(48, 0x60));
        Side bob = session(BOB, ALICE, TIME + 61, bytes(24, 0xa0));
        add(messages, alice, bob, "Hello, Bob!");
        add(messages, bob, alice, "Grüße! Здравствуй 你好 👩‍💻 e\u0301");
        add(messages, alice, bob, "0123456789".repeat(500));
        add(messages, bob, alice, "That was long.");
        alice.seal("This is number 3, and never comes.");
        add(messages, alice, bob, "This one shows that number 3 is missing.");
    }

    private static void add(ArrayNode messages, Side sender, Side recipient, String text) throws Exception {
        Envelope envelope = sender.seal(text);
        MessageHeader header = MessageHeader.of(envelope);
        Opened opened = recipient.open(envelope);
        assertThat(opened.plaintext()).isEqualTo(text.getBytes(UTF_8));
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
                .put("body", body(mail(envelope))));
    }
}
