package encryptedchat.classroom.lesson;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Who is learning. A name that is typed in another way tomorrow still stands for the same tasks: letters in upper or
 * lower case, composed or not, with spaces around it or not.
 *
 * @param name normalised: NFC (Unicode Standard Annex 15), lower case, 1 to {@value #MAX_CHARACTERS} characters
 */
record Learner(String name) {
    static final int MAX_CHARACTERS = 64;

    /** @throws IllegalArgumentException with a sentence for the learner, if this cannot be a name */
    static Learner named(String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        name = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        int characters = name.codePointCount(0, name.length());
        if (characters < 1 || characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "A learner's name has 1 to " + MAX_CHARACTERS + " characters; this one has " + characters + ".");
        }
        if (!name.codePoints().allMatch(Learner::isOfText)) {
            throw new IllegalArgumentException("A learner's name is text without control characters.");
        }
        return new Learner(name);
    }

    /** The replacement character is what Java makes of bytes that it cannot read; half of a pair is no character. */
    private static boolean isOfText(int character) {
        return !Character.isISOControl(character)
                && character != 0xfffd
                && Character.getType(character) != Character.SURROGATE;
    }
}
