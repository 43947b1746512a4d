package encryptedchat.classroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Called;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a learner computes in the lab are the numbers that stand in the standards. */
class KnownAnswersTest {
    private static final String ZERO_KEY = "00".repeat(32);
    private static final String ZERO_NONCE = "00".repeat(12);

    /** The test cases of AES-256 in "The Galois/Counter Mode of Operation" (McGrew and Viega), and what they seal. */
    private static final String KEY_16 = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";

    private static final String NONCE_16 = "cafebabefacedbaddecaf888";
    private static final String DATA_16 = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    private static final String PLAINTEXT_16 =
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5"
                    + "aa0de657ba637b39";
    private static final String CIPHERTEXT_16 =
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e63"
                    + "93ba7a0abcc9f662";
    private static final String TAG_16 = "76fc6ece0f4e1768cddf8853bb2d551b";

    @ParameterizedTest
    @CsvSource({"f,Zg==", "fo,Zm8=", "foo,Zm9v", "foob,Zm9vYg==", "fooba,Zm9vYmE=", "foobar,Zm9vYmFy"})
    void base64IsThatOfRfc4648Section10(String text, String base64) {
        assertThat(Called.with("lab", "base64", "encode", "text:" + text).value("base64"))
                .isEqualTo(base64);
        assertThat(Called.with("lab", "base64", "decode", base64).value("text")).isEqualTo(text);
    }

    @Test
    void sealingNothingGivesTestCase13() {
        Called seal = Called.with("lab", "seal", "--key", ZERO_KEY, "--nonce", ZERO_NONCE, "");
        assertThat(seal.value("ciphertext")).isEmpty();
        assertThat(seal.value("tag")).isEqualTo("530f8afbc74536b9a963b4f1c4cb738b");
    }

    @Test
    void sealingABlockOfZerosGivesTestCase14() {
        Called seal = Called.with("lab", "seal", "--key", ZERO_KEY, "--nonce", ZERO_NONCE, "00".repeat(16));
        assertThat(seal.value("ciphertext")).isEqualTo("cea7403d4d606b6e074ec5d3baf39d18");
        assertThat(seal.value("tag")).isEqualTo("d0d1c8a799996bf0265b98b5d48ab919");
    }

    @Test
    void sealingWithAssociatedDataGivesTestCase16() {
        Called seal = Called.with(
                "lab", "seal", "--key", KEY_16, "--nonce", NONCE_16, "--associated-data", DATA_16, PLAINTEXT_16);
        assertThat(seal.value("ciphertext")).isEqualTo(CIPHERTEXT_16);
        assertThat(seal.value("tag")).isEqualTo(TAG_16);
    }

    @Test
    void openingGivesTestCase16Back() {
        Called open = Called.with(
                "lab",
                "open",
                "--key",
                KEY_16,
                "--nonce",
                NONCE_16,
                "--associated-data",
                DATA_16,
                "--tag",
                TAG_16,
                CIPHERTEXT_16);
        assertThat(open.value("plaintext")).isEqualTo(PLAINTEXT_16);
    }

    @Test
    void hkdfGivesTestCase1OfRfc5869() {
        Called hkdf = Called.with(
                "lab",
                "hkdf",
                "--secret",
                "0b".repeat(22),
                "--salt",
                "000102030405060708090a0b0c",
                "--info",
                "f0f1f2f3f4f5f6f7f8f9",
                "--length",
                "42");
        assertThat(hkdf.value("key"))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void hkdfWithoutSaltAndInfoGivesTestCase3OfRfc5869() {
        Called hkdf = Called.with("lab", "hkdf", "--secret", "0b".repeat(22), "--length", "42");
        assertThat(hkdf.value("key"))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void hashOfAbcIsThatOfTheStandardsExample() {
        assertThat(Called.with("lab", "hash", "text:abc").value("sha256"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void signatureIsThatOfRfc8032Test2() {
        Called sign = Called.with(
                "lab", "sign", "--seed", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72");
        String publicKey = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        String signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assertThat(sign.value("public key")).isEqualTo(publicKey);
        assertThat(sign.value("signature")).isEqualTo(signature);
        assertThat(Called.with("lab", "verify", "--public-key", publicKey, "--signature", signature, "72")
                        .exitCode())
                .isZero();
    }
}
