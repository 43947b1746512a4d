package encryptedchat.classroom.documentation;

import encryptedchat.classroom.documentation.Step.Said;
import java.util.BitSet;
import java.util.List;

/** Compares all that a command printed with what a document shows of it. */
final class Output {
    private Output() {}

    /**
     * @param commandLine of the document, for a command that prints something of which nothing is shown
     * @throws Drift if they differ
     */
    static void compare(int commandLine, List<Said> documented, List<String> printed) throws Drift {
        // How many printed lines what was looked at so far can stand for: several numbers behind a line that is only ….
        BitSet reached = new BitSet();
        reached.set(0);
        int line = commandLine;
        for (Said said : documented) {
            line = said.line();
            BitSet next = after(said, reached, printed);
            if (next.isEmpty()) {
                throw Drift.between(line, said.text(), lineAt(reached, printed), printed);
            }
            reached = next;
        }
        if (!reached.get(printed.size())) {
            throw Drift.between(line, "", lineAt(reached, printed), printed);
        }
    }

    private static BitSet after(Said said, BitSet reached, List<String> printed) {
        BitSet next = new BitSet();
        if (said.isAnyLines()) {
            next.set(reached.nextSetBit(0), printed.size() + 1);
            return next;
        }
        reached.stream()
                .filter(count -> count < printed.size() && said.matches(printed.get(count)))
                .forEach(count -> next.set(count + 1));
        return next;
    }

    private static String lineAt(BitSet reached, List<String> printed) {
        int first = reached.nextSetBit(0);
        return first < printed.size() ? printed.get(first) : "";
    }
}
