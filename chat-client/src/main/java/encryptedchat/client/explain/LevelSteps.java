package encryptedchat.client.explain;

import static encryptedchat.client.explain.Detail.in;
import static encryptedchat.client.explain.Detail.out;
import static encryptedchat.client.explain.Shown.bytes;
import static encryptedchat.client.explain.Shown.secret;

import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.authenticated.Offer;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** What went into each step of the cryptography and what came out of it. */
final class LevelSteps implements Steps {
    private final Narrator narrator;

    LevelSteps(Narrator narrator) {
        this.narrator = narrator;
    }

    @Override
    public void masterSecretMade(SecretBytes masterSecret) {
        narrator.done(StepKind.MASTER_SECRET_MADE, () -> List.of(out("master secret", secret(masterSecret))));
    }

    @Override
    public void masterSecretEncrypted(SecretBytes masterSecret, RSAPublicKey recipient, byte[] encrypted) {
        narrator.done(
                StepKind.MASTER_SECRET_ENCRYPTED,
                () -> List.of(
                        in("master secret", secret(masterSecret)),
                        in("public key", Shown.key(recipient)),
                        out("encrypted master secret", bytes(encrypted))));
    }

    @Override
    public void masterSecretDecrypted(byte[] encrypted, SecretBytes masterSecret) {
        narrator.done(
                StepKind.MASTER_SECRET_DECRYPTED,
                () -> List.of(
                        in("encrypted master secret", bytes(encrypted)), out("master secret", secret(masterSecret))));
    }

    @Override
    public void exchangeKeySigned(Person owner, byte[] signed, byte[] signature) {
        narrator.done(
                StepKind.EXCHANGE_KEY_SIGNED,
                () -> List.of(
                        in("label, level, name and both keys", bytes(signed)), out("signature", bytes(signature))));
    }

    @Override
    public void exchangeKeyVerified(Person owner, byte[] signed, byte[] signature) {
        narrator.done(
                StepKind.EXCHANGE_KEY_VERIFIED,
                () -> List.of(
                        in(
                                owner.name() + "'s identity key",
                                bytes(owner.identityKey().toBytes())),
                        in("label, level, name and both keys", bytes(signed)),
                        in("signature", bytes(signature))));
    }

    @Override
    public void transcriptHashed(byte[] agreedOn, byte[] transcript) {
        narrator.done(
                StepKind.TRANSCRIPT_HASHED,
                () -> List.of(in("all fields in a row", bytes(agreedOn)), out("transcript", bytes(transcript))));
    }

    @Override
    public void offerSigned(Person initiator, byte[] signed, byte[] signature) {
        narrator.done(
                StepKind.OFFER_SIGNED,
                () -> List.of(in("label, level and transcript", bytes(signed)), out("signature", bytes(signature))));
    }

    @Override
    public void offerVerified(Offer offer, byte[] signed, long newestTaken) {
        narrator.done(
                StepKind.OFFER_VERIFIED,
                () -> List.of(
                        in("offer", "from " + offer.initiator() + " for " + offer.responder()),
                        in("its time", Shown.time(offer.time())),
                        in("time of the last one taken", newestTaken == 0 ? "none yet" : Shown.time(newestTaken)),
                        in("label, level and transcript", bytes(signed)),
                        in("signature", Shown.base64(offer.signature()))));
    }

    @Override
    public void keyDerived(SecretBytes masterSecret, byte[] salt, byte[] info, SecretBytes key) {
        narrator.done(
                StepKind.KEY_DERIVED,
                () -> List.of(
                        in("master secret", secret(masterSecret)),
                        in("salt", salt.length == 0 ? "none" : bytes(salt)),
                        in("label", Shown.label(info)),
                        out("key", secret(key))));
    }

    @Override
    public void sealed(SecretBytes key, byte[] plaintext, Envelope envelope) {
        narrator.done(
                StepKind.TEXT_SEALED,
                () -> List.of(
                        in("key", secret(key)),
                        in("text", Shown.textAndBytes(plaintext)),
                        in("associated data", Shown.associatedData(envelope.associatedData())),
                        out("nonce", bytes(envelope.nonce())),
                        out("ciphertext", bytes(envelope.ciphertext())),
                        out("tag", bytes(envelope.tag()))));
    }

    @Override
    public void opened(SecretBytes key, Envelope envelope, byte[] plaintext) {
        narrator.done(
                StepKind.TEXT_OPENED,
                () -> List.of(
                        in("key", secret(key)),
                        in("nonce", bytes(envelope.nonce())),
                        in("associated data", Shown.associatedData(envelope.associatedData())),
                        in("ciphertext", bytes(envelope.ciphertext())),
                        in("tag", bytes(envelope.tag())),
                        out("text", Shown.textAndBytes(plaintext))));
    }
}
