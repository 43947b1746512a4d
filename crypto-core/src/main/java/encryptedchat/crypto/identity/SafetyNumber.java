package encryptedchat.crypto.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A number that two people compare aloud, or hold side by side, to make sure that nobody sits between them: both see
 * the same one exactly if each has the other's true identity key.
 *
 * <p>It is the numeric fingerprint of the Signal protocol, version 0: per person, a hash over identity key and name
 * gives 30 digits. The hash is repeated {@value #ITERATIONS} times, which makes the search for another key with the
 * same digits that much slower.
 */
public final class SafetyNumber {
    /** How often the hash is repeated, as Signal does it. */
    public static final int ITERATIONS = 5200;

    /** Per person; both together are twice as many. */
    private static final int GROUPS = 6;

    private static final int DIGITS_PER_GROUP = 5;
    private static final int BYTES_PER_GROUP = 5;
    private static final long GROUP_MODULUS = 100_000;
    private static final byte[] VERSION = {0, 0};

    private final String digits;

    private SafetyNumber(String digits) {
        this.digits = digits;
    }

    /** Gives the same number whoever is named first. */
    public static SafetyNumber of(Person one, Person other) {
        return of(
                digits(one.identityKey().toBytes(), one.name().getBytes(UTF_8)),
                digits(other.identityKey().toBytes(), other.name().getBytes(UTF_8)));
    }

    static SafetyNumber of(String digitsOfOne, String digitsOfOther) {
        return new SafetyNumber(
                digitsOfOne.compareTo(digitsOfOther) <= 0 ? digitsOfOne + digitsOfOther : digitsOfOther + digitsOfOne);
    }

    /** @return one person's 30 digits */
    static String digits(byte[] identityKey, byte[] name) {
        MessageDigest sha512 = sha512();
        sha512.update(VERSION);
        sha512.update(identityKey);
        sha512.update(name);
        byte[] hash = sha512.digest(identityKey);
        for (int iteration = 1; iteration < ITERATIONS; iteration++) {
            sha512.update(hash);
            hash = sha512.digest(identityKey);
        }
        StringBuilder digits = new StringBuilder(GROUPS * DIGITS_PER_GROUP);
        for (int group = 0; group < GROUPS; group++) {
            digits.append(String.format(Locale.ROOT, "%05d", number(hash, group * BYTES_PER_GROUP) % GROUP_MODULUS));
        }
        return digits.toString();
    }

    private static long number(byte[] hash, int offset) {
        long number = 0;
        for (int index = offset; index < offset + BYTES_PER_GROUP; index++) {
            number = number << Byte.SIZE | (hash[index] & 0xff);
        }
        return number;
    }

    /** @return all 60 digits, without spaces */
    public String digits() {
        return digits;
    }

    /** Twelve groups of five digits, with a space between. */
    @Override
    public String toString() {
        return digits.replaceAll("(\\d{5})(?!$)", "$1 ");
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException cannotHappen) {
            throw new IllegalStateException("this JDK has no SHA-512", cannotHappen);
        }
    }
}
