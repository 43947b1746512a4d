package encryptedchat.classroom.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.RsaPublicKeyPem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes an RSA key pair of 4096 bits, as Bob does at his first start, and writes its halves to two files. */
@Command(name = "keys", description = "Makes an RSA key pair of 4096 bits, which takes some seconds.")
final class KeysCommand extends LabStep {
    @Parameters(paramLabel = "FOLDER", description = "Where private-key.pem and public-key.pem are written.")
    private Path folder = Path.of("");

    private KeysCommand() {}

    @Override
    void take() throws IOException {
        Path privateKey = folder.resolve("private-key.pem");
        Path publicKey = folder.resolve("public-key.pem");
        if (Files.exists(privateKey) || Files.exists(publicKey)) {
            throw usage("There are keys in " + folder + " already. Name another folder.");
        }
        RsaKeyPair pair = RsaKeyPair.generate(new SecureRandom());
        try {
            Files.createDirectories(folder);
            makeOwnerOnly(privateKey);
            Files.write(privateKey, pair.exposePrivateKeyPem().getBytes(US_ASCII));
            Files.write(publicKey, Base64.getDecoder().decode(RsaPublicKeyPem.encodeBase64(pair.publicKey())));
        } catch (FileAlreadyExistsException isFile) {
            throw new IOException(folder + " cannot be made: there is a file of this name.", isFile);
        } catch (IOException failed) {
            throw new IOException("The keys cannot be written to the folder " + folder + ".", failed);
        }
        print("private key", privateKey + " (only for its owner)");
        print("public key", publicKey + " (for everybody)");
    }
}
