package encryptedchat.classroom.lab;

import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.wire.Envelope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Seals a text with AES-256-GCM (SP 800-38D section 7.1), under a nonce that the learner chooses. */
@Command(
        name = "seal",
        description = {
            "Encrypts and authenticates with AES-256-GCM.",
            "Here you choose the nonce yourself, which no program may let you do: two texts under one nonce and key"
                    + " give each other away. Use no key of this lab for anything else."
        })
final class SealCommand extends LabStep {
    @Mixin
    private SealingOptions options = new SealingOptions();

    @Parameters(paramLabel = "PLAINTEXT", description = "BYTES to seal, such as 'text:Hello'.")
    private ByteArgument plaintext = ByteArgument.NONE;

    private SealCommand() {}

    @Override
    void take() {
        AesGcm cipher = new AesGcm(options.key(this), new ChosenRandom(options.nonce(this)));
        Envelope sealed = cipher.seal(plaintext.toBytes(), options.associatedData());
        print("ciphertext", sealed.ciphertext());
        print("tag", sealed.tag());
    }
}
