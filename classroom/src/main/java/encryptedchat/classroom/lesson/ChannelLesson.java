package encryptedchat.classroom.lesson;

import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lesson 7: in which order a secure channel is set up, and how two people notice somebody between them. */
final class ChannelLesson implements Lesson {
    private static final String FORM = "Answer with the letters in order, and then yes or no, such as: BDACFGE no";

    private static final List<ChannelStep> FLOW = List.of(ChannelStep.values());

    @Override
    public String word() {
        return "channel";
    }

    @Override
    public String subject() {
        return "setting up a secure channel: the whole flow";
    }

    /**
     * @param shuffled the steps under the letters A, B, C and so on
     * @param between whether somebody gave each of them a key of her own for the other one's
     */
    private record Puzzle(
            List<ChannelStep> shuffled, IdentityKey alice, IdentityKey bob, IdentityKey mallory, boolean between) {
        static Puzzle of(Draw draw) {
            return new Puzzle(
                    draw.shuffled("flow", FLOW),
                    identityKey(draw, "alice"),
                    identityKey(draw, "bob"),
                    identityKey(draw, "mallory"),
                    draw.number("between", 0, 1) == 1);
        }

        private static IdentityKey identityKey(Draw draw, String name) {
            SecretBytes seed = SecretBytes.copyOf(draw.bytes("identity of " + name, Ed25519.SEED_BYTES));
            return IdentityKeyPair.ofSeed(seed).publicKey();
        }

        IdentityKey bobsKeyAsAliceHasIt() {
            return between ? mallory : bob;
        }

        /** What Bob's program shows, which takes the key that it has for Alice. */
        SafetyNumber readAloud() {
            return SafetyNumber.of(new Person("alice", between ? mallory : alice), new Person("bob", bob));
        }

        char letter(ChannelStep step) {
            return (char) ('A' + shuffled.indexOf(step));
        }

        String order() {
            return FLOW.stream().map(step -> String.valueOf(letter(step))).collect(Collectors.joining());
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        String steps = puzzle.shuffled.stream()
                .map(step -> puzzle.letter(step) + "  " + step.sentence() + "\n")
                .collect(Collectors.joining());
        return """
                These are the steps in which Alice and Bob set up a channel, out of order:
                %sThen they compare. Alice's program has these identity keys:
                alice: %s
                bob: %s
                Bob reads aloud what his program shows:
                %s
                In which order do the steps happen? And does somebody sit between them?
                %s
                """.formatted(
                        steps,
                        HexFormat.of().formatHex(puzzle.alice.toBytes()),
                        HexFormat.of().formatHex(puzzle.bobsKeyAsAliceHasIt().toBytes()),
                        puzzle.readAloud(),
                        FORM);
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        String typed =
                answer.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", " ").strip();
        String between = typed.substring(typed.lastIndexOf(' ') + 1);
        String order = typed.substring(0, typed.length() - between.length()).replace(" ", "");
        if (!between.equals("YES") && !between.equals("NO")) {
            return Verdict.wrong("The last word has to be yes or no. " + FORM + ".");
        }
        if (!sorted(order).equals(sorted(puzzle.order()))) {
            return Verdict.wrong("The answer needs each letter from A to G once. " + FORM + ".");
        }
        if (!order.equals(puzzle.order())) {
            return Verdict.wrong(aboutOrder(puzzle, order));
        }
        if (between.equals("YES") != puzzle.between) {
            return Verdict.wrong("The order is right. Now compute what Alice's program shows: ./chat lab safety-number"
                    + " alice KEY bob KEY. If it differs from Bob's, somebody sits between them.");
        }
        return Verdict.right(
                puzzle.between
                        ? "The numbers differ: at least one of them has a false key."
                        : "The numbers match: each has the other one's real key.");
    }

    private static List<Integer> sorted(String letters) {
        return letters.chars().sorted().boxed().toList();
    }

    private static String aboutOrder(Puzzle puzzle, String order) {
        return IntStream.range(1, FLOW.size())
                .filter(later -> order.indexOf(puzzle.letter(FLOW.get(later)))
                        < order.indexOf(puzzle.letter(FLOW.get(later - 1))))
                .mapToObj(later ->
                        puzzle.letter(FLOW.get(later)) + " cannot come before " + puzzle.letter(FLOW.get(later - 1))
                                + ": " + FLOW.get(later).needs() + ".")
                .findFirst()
                .orElseThrow();
    }
}
