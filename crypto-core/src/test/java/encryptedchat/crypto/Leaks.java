package encryptedchat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The claim that a secret is not in what somebody could see. */
final class Leaks {
    private Leaks() {}

    /** No six bytes of it in a row, in any spelling. */
    static void assertDoesNotReveal(Object printed, byte[] secret) {
        String text = printed.toString().toLowerCase(Locale.ROOT);
        for (int from = 0; from + 6 <= secret.length; from++) {
            for (String spelling : spellings(Arrays.copyOfRange(secret, from, from + 6))) {
                assertThat(text).doesNotContain(spelling.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static List<String> spellings(byte[] bytes) {
        List<String> spellings = new ArrayList<>();
        spellings.add(HexFormat.of().formatHex(bytes));
        spellings.add(HexFormat.ofDelimiter(":").formatHex(bytes));
        spellings.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
        spellings.add(Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
        spellings.add(Base64.getEncoder().encodeToString(bytes));
        spellings.add(Base64.getUrlEncoder().encodeToString(bytes));
        return spellings;
    }

    /** All that a log shows of a refusal; it has no cause that could show more. */
    static String stackTrace(RejectedException rejected) {
        assertThat(rejected).isNotNull().hasNoCause().hasNoSuppressedExceptions();
        return stackTraceOf(rejected);
    }

    static String stackTraceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
