package encryptedchat.classroom.lesson;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Lesson 2: what a relay that cannot read still knows. */
final class RelayLesson implements Lesson {
    private static final String FORM = "Answer with both names and the number, such as: anna ben 41";

    private static final List<String> NAMES =
            List.of("anna", "ben", "carla", "dario", "elif", "finn", "gita", "hugo", "ines", "jan");

    @Override
    public String word() {
        return "relay";
    }

    @Override
    public String subject() {
        return "the relay: what it sees without reading";
    }

    // The arrays are drawn for this task, and only read.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(String sender, String recipient, byte[] id, byte[] ciphertext) {
        boolean isFrom(String from, String to) {
            return sender.equals(from) && recipient.equals(to);
        }
    }

    /**
     * Of three people the first writes most often to the second; the third writes more messages than the first, but to
     * two people.
     */
    private record Puzzle(String sender, String recipient, String busiest, List<Sent> recording) {
        static Puzzle of(Draw draw) {
            List<String> people = draw.shuffled("people", NAMES);
            String sender = people.get(0);
            String recipient = people.get(1);
            String busiest = people.get(2);
            List<Sent> sent = new ArrayList<>();
            add(draw, sent, draw.number("there", 4, 5), sender, recipient);
            add(draw, sent, draw.number("back", 1, 2), recipient, sender);
            add(draw, sent, 3, busiest, sender);
            add(draw, sent, 3, busiest, recipient);
            return new Puzzle(sender, recipient, busiest, draw.shuffled("order", sent));
        }

        private static void add(Draw draw, List<Sent> sent, int messages, String sender, String recipient) {
            for (int number = 0; number < messages; number++) {
                String label = sender + " to " + recipient + " " + number;
                int length = draw.number(label + " length", 5, 90);
                sent.add(new Sent(
                        sender, recipient, draw.bytes(label + " id", 4), draw.bytes(label + " ciphertext", length)));
            }
        }

        int longest(Predicate<Sent> which) {
            return recording.stream()
                    .filter(which)
                    .mapToInt(sent -> sent.ciphertext.length)
                    .max()
                    .orElse(0);
        }

        int longest() {
            return longest(sent -> sent.isFrom(sender, recipient));
        }
    }

    @Override
    public String task(Draw draw) {
        Puzzle puzzle = Puzzle.of(draw);
        StringBuilder task = new StringBuilder("This is what the relay recorded, one line for each message:\n");
        for (Sent sent : puzzle.recording) {
            task.append(String.format(
                    Locale.ROOT,
                    "%s: PUT /v1/mailboxes/%s/messages/%s \"ciphertext\":\"%s\"\n",
                    sent.sender,
                    sent.recipient,
                    HexFormat.of().formatHex(sent.id),
                    Base64Text.encode(sent.ciphertext)));
        }
        return task + """
                Who wrote to whom most often?
                And how many bytes does the longest text have that the one wrote to the other?
                """ + FORM + "\n";
    }

    @Override
    public Verdict judge(Draw draw, String answer) {
        Puzzle puzzle = Puzzle.of(draw);
        String[] words = answer.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1);
        if (words.length != 3 || !words[2].matches("\\d{1,5}")) {
            return Verdict.wrong("The answer has three parts. " + FORM + ".");
        }
        if (!words[0].equals(puzzle.sender) || !words[1].equals(puzzle.recipient)) {
            return Verdict.wrong(aboutNames(puzzle, words[0], words[1]));
        }
        if (Integer.parseInt(words[2]) != puzzle.longest()) {
            return Verdict.wrong("The names are right. " + aboutLength(puzzle, Integer.parseInt(words[2])));
        }
        return Verdict.right("Who, to whom, how often, how long: no encryption of the texts hides that.");
    }

    private static String aboutNames(Puzzle puzzle, String sender, String recipient) {
        if (sender.equals(puzzle.recipient) && recipient.equals(puzzle.sender)) {
            return "It is the other way round: each line begins with the sender, and the recipient stands in the path.";
        }
        if (sender.equals(puzzle.busiest)) {
            return sender + " wrote more messages than anybody, but to two people. Count each pair of sender and"
                    + " recipient.";
        }
        return "It is a different pair: count how often each sender wrote to each recipient. Each learner has a different"
                + " recording.";
    }

    private static String aboutLength(Puzzle puzzle, int typed) {
        int longest = puzzle.longest();
        if (typed == (longest + 2) / 3 * 4) {
            return "But these are characters of Base64. Decode the ciphertext: it has fewer bytes.";
        }
        if (typed == (longest + 2) / 3 * 3) {
            return "Nearly: each = at the end of a Base64 text stands for one byte less.";
        }
        if (typed == longest - Envelope.TAG_BYTES) {
            return "But the tag is a field of its own; the ciphertext alone is as long as the text.";
        }
        if (typed == puzzle.longest(sent -> true)) {
            return "But this is the longest text of all lines. Only the lines from " + puzzle.sender + " to "
                    + puzzle.recipient + " count.";
        }
        return "The longest text has a different length: decode its ciphertext with ./chat lab base64 decode.";
    }
}
