package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.party;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.object;
import static encryptedchat.crypto.level.authenticated.AuthenticatedVectors.TIME;
import static encryptedchat.crypto.level.authenticated.AuthenticatedVectors.mail;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import encryptedchat.crypto.Bits;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.util.Arrays;

/** Messages that are refused in the session of {@link AuthenticatedVectors}. */
final class RefusedMessageVectors {
    private static final byte[] TEXT = "Hello, Bob!".getBytes(US_ASCII);
    private static final byte[] NOT_UTF8 = {'H', 'i', (byte) 0xff};

    private RefusedMessageVectors() {}

    static void addTo(ArrayNode refused) throws Exception {
        Envelope good = sealed("alice", "bob", 1, TIME, TEXT);
        byte[] header = good.associatedData();
        add(
                refused,
                1,
                "the associated data is cut short",
                "bob",
                0,
                with(good, Arrays.copyOf(header, header.length - 1)));
        add(refused, 1, "a byte follows the header", "bob", 0, with(good, Arrays.copyOf(header, header.length + 1)));
        add(refused, 1, "the header is one of level classic", "bob", 0, with(good, "1700000000".getBytes(US_ASCII)));
        add(refused, 1, "the time is after the year 9999", "bob", 0, sealed("alice", "bob", 1, UnixTime.MAX + 1, TEXT));
        add(refused, 1, "it is of another session", "bob", 0, ofAnotherSession());
        add(refused, 1, "it is for somebody else", "bob", 0, sealed("alice", "carol", 1, TIME, TEXT));
        add(refused, 1, "it is from somebody else", "bob", 0, sealed("mallory", "bob", 1, TIME, TEXT));
        add(refused, 1, "it came back to its sender", "alice", 0, good);
        add(refused, 2, "it came back under the other names", "alice", 0, with(good, header("bob", "alice", 1, TIME)));
        add(refused, 2, "it was moved into this session", "bob", 0, with(ofAnotherSession(), header));
        add(refused, 2, "its number was changed", "bob", 0, with(good, header("alice", "bob", 2, TIME)));
        add(refused, 2, "its time was changed", "bob", 0, with(good, header("alice", "bob", 1, TIME + 1)));
        int bits = header.length * Byte.SIZE;
        add(refused, 2, "a bit of the nonce was changed", "bob", 0, Bits.flip(good, bits));
        add(refused, 2, "a bit of the ciphertext was changed", "bob", 0, Bits.flip(good, bits + 12 * Byte.SIZE));
        add(refused, 2, "a bit of the tag was changed", "bob", 0, Bits.flip(good, Bits.count(good) - 1));
        add(refused, 3, "it was opened before", "bob", 1, good);
        add(refused, 3, "a later one was opened before", "bob", 2, good);
        add(refused, 3, "its number is 0", "bob", 0, sealed("alice", "bob", 0, TIME, TEXT));
        add(refused, 4, "it is authentic, and not UTF-8", "bob", 0, sealed("alice", "bob", 1, TIME, NOT_UTF8));
    }

    /** @param rule its number in docs/protocol.md, "A message" */
    private static void add(
            ArrayNode refused, int rule, String why, String recipient, int lastOpened, Envelope envelope) {
        assertThatThrownBy(() -> readAfter(lastOpened, recipient, envelope))
                .isInstanceOfAny(RejectedException.class, WireFormatException.class);
        refused.add(object().put("rule", rule)
                .put("why", why)
                .put("recipient", recipient)
                .put("last_sequence_opened", lastOpened)
                .put("body", body(mail(envelope))));
    }

    /** As the conversation does it, for which the plaintext must be a text. */
    private static void readAfter(int lastOpened, String recipient, Envelope envelope) throws Exception {
        Identity me = recipient.equals("bob") ? BOB : ALICE;
        Identity peer = recipient.equals("bob") ? ALICE : BOB;
        Side session = AuthenticatedVectors.session(me, peer, TIME);
        if (lastOpened > 0) {
            session.open(sealed(peer.name(), me.name(), lastOpened, TIME, TEXT));
        }
        Utf8.decode("The message", session.open(envelope).plaintext());
    }

    private static Envelope sealed(String sender, String recipient, long sequence, long time, byte[] plaintext)
            throws Exception {
        AesGcm cipher = new AesGcm(AuthenticatedVectors.key(sender, recipient), new FixedRandom(bytes(12, 0xe0)));
        return cipher.seal(plaintext, header(sender, recipient, sequence, time));
    }

    private static byte[] header(String sender, String recipient, long sequence, long time) throws Exception {
        SessionId id = AuthenticatedVectors.agreedOn().sessionId();
        return new MessageHeader(id, sender, recipient, sequence, time).toBytes();
    }

    private static Envelope ofAnotherSession() {
        SessionId id = SessionId.of(bytes(16, 0xd0));
        return AuthenticatedSession.begin(
                        party(ALICE, TIME, new FixedRandom(bytes(12, 0xe0))),
                        "bob",
                        id,
                        AuthenticatedVectors.MASTER_SECRET,
                        new byte[32])
                .seal(TEXT)
                .envelope();
    }

    private static Envelope with(Envelope envelope, byte[] associatedData) {
        return new Envelope(associatedData, envelope.nonce(), envelope.ciphertext(), envelope.tag());
    }
}
