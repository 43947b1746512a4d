package encryptedchat.crypto.level.classic;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.hex;
import static encryptedchat.crypto.level.Vectors.object;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.Bits;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Pem;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.classic.ClassicWire;
import java.time.Instant;
import java.util.Arrays;

/** One conversation at level 1, with every value that appears in it. */
public final class ClassicVectors {
    private static final SecretBytes MASTER_SECRET = SecretBytes.copyOf(bytes(32, 0x20));
    private static final byte[] OAEP_SEED = bytes(32, 0x40);
    private static final byte[] INFO = "chat_session_key_alice_bob".getBytes(US_ASCII);
    private static final long TIME = 1_700_000_000;

    private ClassicVectors() {}

    public static ObjectNode all() throws Exception {
        ObjectNode vectors = object();
        vectors.set("public_key", publicKey());
        vectors.set("master_secret", masterSecret());
        vectors.set("session_key", sessionKey());
        addMessages(vectors.putArray("messages"));
        addRefusedMasterSecrets(vectors.putArray("refused_master_secrets"));
        addRefusedMessages(vectors.putArray("refused_messages"));
        return vectors;
    }

    private static ObjectNode publicKey() {
        byte[] exchangeKey = TestKeys.BOB.publicKey().getEncoded();
        return object().put("private_key_pem", TestKeys.BOB.exposePrivateKeyPem())
                .put("subject_public_key_info", hex(exchangeKey))
                .put("public_key_pem", Pem.encode("PUBLIC KEY", exchangeKey))
                .put(
                        "body",
                        body(new ClassicWire.RegisterPublicKey(
                                "bob", RsaPublicKeyPem.encodeBase64(TestKeys.BOB.publicKey()))));
    }

    private static ObjectNode masterSecret() {
        byte[] encrypted = encrypt(MASTER_SECRET);
        return object().put("master_secret", hex(MASTER_SECRET.exposeBytes()))
                .put("oaep_seed", hex(OAEP_SEED))
                .put("encrypted_master_secret", hex(encrypted))
                .put("body", body(new ClassicWire.EncryptedMasterSecret(Base64Text.encode(encrypted))));
    }

    private static byte[] encrypt(SecretBytes masterSecret) {
        return ClassicKeyExchange.encrypt(
                masterSecret, TestKeys.BOB.publicKey(), new FixedRandom(OAEP_SEED), Steps.SILENT);
    }

    private static ObjectNode sessionKey() {
        SecretBytes key = Hkdf.sha256(MASTER_SECRET, new byte[0], INFO, AesGcm.KEY_BYTES);
        return object().put("info", hex(INFO)).put("key", hex(key.exposeBytes()));
    }

    private static void addMessages(ArrayNode messages) throws Exception {
        int nonce = 0x60;
        for (String text :
                new String[] {"Hello, Bob!", "Grüße! Здравствуй 你好 👩‍💻 e\u0301", "0123456789".repeat(500)}) {
            Envelope envelope = session(nonce, TIME + messages.size())
                    .seal(text.getBytes(UTF_8))
                    .envelope();
            messages.add(object().put("text", text)
                    .put("plaintext", hex(text.getBytes(UTF_8)))
                    .put("time", TIME + messages.size())
                    .put("associated_data", hex(envelope.associatedData()))
                    .put("nonce", hex(envelope.nonce()))
                    .put("ciphertext", hex(envelope.ciphertext()))
                    .put("tag", hex(envelope.tag()))
                    .put("body", body(ClassicWire.SendMessage.of("alice", "bob", envelope))));
            nonce += 0x10;
        }
    }

    private static void addRefusedMasterSecrets(ArrayNode refused) {
        byte[] tooShort = encrypt(SecretBytes.copyOf(bytes(31, 0x20)));
        assertRejected(Reason.MALFORMED, () -> ClassicKeyExchange.decrypt(tooShort, TestKeys.BOB, Steps.SILENT));
        addRefused(refused, "it has 31 bytes", new ClassicWire.EncryptedMasterSecret(Base64Text.encode(tooShort)));
        byte[] changed = Bits.flip(encrypt(MASTER_SECRET), 4000);
        assertRejected(Reason.NOT_AUTHENTIC, () -> ClassicKeyExchange.decrypt(changed, TestKeys.BOB, Steps.SILENT));
        addRefused(
                refused,
                "one bit of it was changed",
                new ClassicWire.EncryptedMasterSecret(Base64Text.encode(changed)));
    }

    private static void addRefusedMessages(ArrayNode refused) throws Exception {
        Envelope good = session(0x60, TIME).seal("Hello, Bob!".getBytes(UTF_8)).envelope();
        int bits = 0;
        for (String field : new String[] {"associated_data", "nonce", "ciphertext", "tag"}) {
            Envelope changed = Bits.flip(good, bits);
            assertRejected(Reason.NOT_AUTHENTIC, () -> session(0, TIME).open(changed));
            addRefused(
                    refused,
                    "the first bit of " + field + " was changed",
                    ClassicWire.SendMessage.of("alice", "bob", changed));
            bits += Byte.SIZE * (field.equals("associated_data") ? 10 : field.equals("nonce") ? 12 : 11);
        }
        Envelope shortTag =
                new Envelope(good.associatedData(), good.nonce(), good.ciphertext(), Arrays.copyOf(good.tag(), 12));
        assertRejected(Reason.MALFORMED, () -> session(0, TIME).open(shortTag));
        addRefused(refused, "the tag has 12 bytes", ClassicWire.SendMessage.of("alice", "bob", shortTag));
    }

    private static void addRefused(ArrayNode refused, String why, Object body) {
        refused.add(object().put("why", why).put("body", body(body)));
    }

    private static ClassicSession session(int firstOfNonce, long time) {
        return ClassicSession.begin(
                MASTER_SECRET,
                new FixedRandom(bytes(Envelope.NONCE_BYTES, firstOfNonce)),
                () -> Instant.ofEpochSecond(time),
                Steps.SILENT);
    }
}
