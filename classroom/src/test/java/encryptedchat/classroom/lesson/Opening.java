package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM as the JDK has it, with hex in and text out. */
final class Opening {
    private Opening() {}

    /** @return the text, or nothing if the tag does not fit */
    static Optional<String> open(String key, String nonce, String ciphertext, String tag)
            throws GeneralSecurityException {
        HexFormat hex = HexFormat.of();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hex.parseHex(key), "AES"),
                new GCMParameterSpec(128, hex.parseHex(nonce)));
        try {
            return Optional.of(new String(cipher.doFinal(hex.parseHex(ciphertext + tag)), UTF_8));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        }
    }
}
