package encryptedchat.crypto.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SafetyNumberTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IdentityKey KEY = IdentityKeyPair.generate(RANDOM).publicKey();
    private static final IdentityKey OTHER_KEY =
            IdentityKeyPair.generate(RANDOM).publicKey();

    /**
     * The published vector: libsignal-protocol-java, NumericFingerprintGeneratorTest, testVectorsVersion1. The identity
     * keys there have 33 bytes, and the names are telephone numbers; the algorithm is the same.
     */
    @Example
    void sixtyDigitsAreThoseThatLibsignalPublishes() {
        String alice = digits("0506863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868", "+14152222222");
        String bob = digits("05f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b", "+14153333333");
        String published = "300354477692869396892869876765458257569162576843440918079131";
        assertThat(SafetyNumber.of(alice, bob).digits()).isEqualTo(published);
        assertThat(SafetyNumber.of(bob, alice).digits()).isEqualTo(published);
    }

    @Property(tries = 50)
    void bothSeeTheSameSixtyDigits(@ForAll("people") Person one, @ForAll("people") Person other) {
        SafetyNumber number = SafetyNumber.of(one, other);
        assertThat(number.digits())
                .matches("[0-9]{60}")
                .isEqualTo(SafetyNumber.of(other, one).digits());
        assertThat(number.toString()).matches("([0-9]{5} ){11}[0-9]{5}");
        assertThat(number.toString().replace(" ", "")).isEqualTo(number.digits());
    }

    /** Each half is one person's: whoever is replaced, half of the number stays. */
    @Example
    void smallerHalfComesFirst() {
        String smaller = "1".repeat(30);
        String larger = "2".repeat(30);
        assertThat(SafetyNumber.of(smaller, larger).digits()).isEqualTo(smaller + larger);
        assertThat(SafetyNumber.of(larger, smaller).digits()).isEqualTo(smaller + larger);
        assertThat(SafetyNumber.of(smaller, smaller).digits()).isEqualTo(smaller + smaller);
    }

    @Example
    void anotherNameOrKeyGivesAnotherNumber() {
        Person alice = new Person("alice", KEY);
        Person bob = new Person("bob", OTHER_KEY);
        List<SafetyNumber> numbers = List.of(
                SafetyNumber.of(alice, bob),
                SafetyNumber.of(new Person("alicf", KEY), bob),
                SafetyNumber.of(alice, new Person("bobb", OTHER_KEY)),
                SafetyNumber.of(new Person("alice", OTHER_KEY), bob),
                SafetyNumber.of(alice, new Person("bob", KEY)),
                SafetyNumber.of(new Person("alice", OTHER_KEY), new Person("bob", KEY)),
                SafetyNumber.of(new Person("bob", KEY), new Person("alice", OTHER_KEY)));
        Set<String> different = new HashSet<>();
        numbers.forEach(number -> different.add(number.digits()));
        assertThat(different).hasSize(6);
        assertThat(numbers.get(5).digits()).isEqualTo(numbers.get(6).digits());
    }

    @Property(tries = 50)
    void anyFlippedBitOfAKeyChangesThatPersonsDigits(@ForAll @Size(32) byte[] key, @ForAll int bit) {
        byte[] changed = Bits.flip(key, Math.floorMod(bit, 256));
        byte[] name = "alice".getBytes(US_ASCII);
        assertThat(SafetyNumber.digits(changed, name)).isNotEqualTo(SafetyNumber.digits(key, name));
    }

    /** Some languages write numbers in digits of their own. */
    @Example
    void digitsAreAsciiInEveryLanguage() {
        Locale before = Locale.getDefault();
        String digits = digits("00".repeat(32), "alice");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(digits("00".repeat(32), "alice")).isEqualTo(digits).matches("[0-9]{30}");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Provide
    Arbitrary<Person> people() {
        Arbitrary<String> names =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(32);
        Arbitrary<IdentityKey> keys = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(32)
                .map(seed -> IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed)).publicKey());
        return Combinators.combine(names, keys).as(Person::new);
    }

    private static String digits(String keyInHex, String name) {
        return SafetyNumber.digits(HexFormat.of().parseHex(keyInHex), name.getBytes(US_ASCII));
    }
}
