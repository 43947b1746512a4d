package encryptedchat.classroom.lesson;

import encryptedchat.classroom.lab.ChosenRandom;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** Lesson 5: to decrypt, with Bob's private key, what everybody could encrypt for him. */
final class AsymmetricLesson implements Lesson {
    private static final int SECRET_BYTES = 32;

    /** OAEP's random seed, as long as its hash (RFC 8017 section 7.1.1, step 2d). */
    private static final int SEED_BYTES = 32;

    @Override
    public String word() {
        return "asymmetric";
    }

    @Override
    public String subject() {
        return "RSA-OAEP: a public key and a private one";
    }

    private static byte[] secret(Draw draw) {
        return draw.bytes("secret", SECRET_BYTES);
    }

    private static byte[] encrypted(Draw draw) {
        return RsaOaep.encrypt(secret(draw), bobsPublicKey(), new ChosenRandom(draw.bytes("seed", SEED_BYTES)));
    }

    @Override
    public String task(Draw draw) {
        return """
                Alice has encrypted a master secret with Bob's public key, and sends him this, in Base64:
                %s
                You are Bob: your private key is the file docs/classroom/bob-private-key.pem.
                What is the master secret?
                Answer with its 32 bytes in hex.
                """.formatted(Base64Text.encode(encrypted(draw)));
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        byte[] secret = secret(draw);
        HexAnswer hex = new HexAnswer(answer);
        if (hex.is(secret)) {
            return Verdict.right("Everybody could have encrypted this, and only Bob's private key decrypts it.");
        }
        return Verdict.wrong(beginsTheCiphertext(draw, answer)
                .or(() -> hex.wrongForm(secret))
                .orElse("This is a different secret. ./chat lab oaep decrypt takes the private key and the bytes, as"
                        + " \"base64:BASE64\". Each learner has a different secret."));
    }

    private static Optional<String> beginsTheCiphertext(Draw draw, String answer) {
        byte[] encrypted = encrypted(draw);
        HexAnswer hex = new HexAnswer(answer);
        boolean copied = answer.equals(Base64Text.encode(encrypted))
                || hex.is(encrypted)
                || hex.is(Arrays.copyOf(encrypted, SECRET_BYTES));
        return copied ? Optional.of("That is what Alice sent. Decrypt it with Bob's private key.") : Optional.empty();
    }

    private static RSAPublicKey bobsPublicKey() {
        try (InputStream pem = AsymmetricLesson.class.getResourceAsStream("bob-public-key.pem")) {
            if (pem == null) {
                throw new IllegalStateException("Bob's public key is not in this program");
            }
            return RsaPublicKeyPem.decodeBase64("bob-public-key.pem", Base64Text.encode(pem.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException notAKey) {
            throw new IllegalStateException("Bob's public key in this program is damaged", notAKey);
        }
    }
}
