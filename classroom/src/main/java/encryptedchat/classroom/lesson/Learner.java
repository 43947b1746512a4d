package encryptedchat.classroom.lesson;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is learning. A name that is typed in another way tomorrow still stands for the same tasks: letters in upper or
 * lower case, composed or not, with spaces around it or not.
 *
 * @param name normalised: NFC (Unicode Standard Annex 15), lower case, 1 to {@value #MAX_CHARACTERS} characters
 */
record Learner(String name) {
    static final int MAX_CHARACTERS = 64;

    /** @return why this cannot be a learner's name, as a sentence; or nothing if it can */
    static Optional<String> whyNotAName(String typed) {
        String name = normalised(typed);
        int characters = name.codePointCount(0, name.length());
        if (characters < 1 || characters > MAX_CHARACTERS) {
            return Optional.of(
                    "A learner's name has 1 to " + MAX_CHARACTERS + " characters; this one has " + characters + ".");
        }
        return name.codePoints().allMatch(Learner::isOfText)
                ? Optional.empty()
                : Optional.of("A learner's name is text without control characters.");
    }

    /** @throws IllegalArgumentException if this cannot be a name, for the reason that {@link #whyNotAName} says */
    static Learner named(String typed) {
        whyNotAName(typed).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return new Learner(normalised(typed));
    }

    /** Lower case can take a character apart again, so it is composed twice. */
    private static String normalised(String typed) {
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** The replacement character is what Java makes of bytes that it cannot read; half of a pair is no character. */
    private static boolean isOfText(int character) {
        return !Character.isISOControl(character)
                && character != 0xfffd
                && Character.getType(character) != Character.SURROGATE;
    }
}
