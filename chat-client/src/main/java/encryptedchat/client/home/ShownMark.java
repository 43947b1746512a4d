package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.level.SessionId;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which messages of the other one were shown since the state was saved, so that a client that is killed in between
 * knows it at its next start. They are a run of numbers in one session; before any other message is marked, the state
 * has to be saved.
 *
 * <p>Each mark overwrites the one before in place, with one write, and does not wait for the disk: what a process has
 * written outlives the process, and a power cut in that moment costs no more than seeing one message twice.
 */
public final class ShownMark implements Closeable {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}) ([0-9]{19}) ([0-9]{19})\n");

    private static final Run NOTHING = new Run(new SessionId("0".repeat(32)), 0, 0);

    private final Home home;
    private final String name;
    /** Not a channel: an interrupt would close that. */
    private final RandomAccessFile file;

    private Run run;

    /** Messages of one session that were shown: the last of them perhaps. */
    public record Run(SessionId session, long first, long last) {
        public boolean contains(SessionId id, long number) {
            return session.equals(id) && first <= number && number <= last;
        }

        /** @return whether this message is the one behind the last */
        public boolean isFollowedBy(SessionId id, long number) {
            return session.equals(id) && number == last + 1;
        }
    }

    private ShownMark(Home home, String name, RandomAccessFile file, Run run) {
        this.home = home;
        this.name = name;
        this.file = file;
        this.run = run;
    }

    /**
     * @param peer whose messages are marked
     * @throws ChatException if the file is there and is not what was written, with a message that names it; it is left
     *     as it is
     */
    public static ShownMark open(Home home, String peer) throws IOException, ChatException {
        String name = "shown-" + peer;
        Path path = home.path(name);
        Optional<byte[]> before = home.read(name);
        if (before.isEmpty()) {
            home.write(name, content(NOTHING));
        }
        Run run = before.isEmpty() ? NOTHING : decode(path, before.get());
        try {
            return new ShownMark(home, name, new RandomAccessFile(path.toFile(), "rw"), run);
        } catch (IOException notOpened) {
            throw home.cannotWrite(name, notOpened);
        }
    }

    /** @return the messages of which it is known that they were shown, the last of them perhaps */
    public Run run() {
        return run;
    }

    /**
     * This message is about to be shown. Unless it follows on the last one, the state was saved just before.
     *
     * @throws IOException if it cannot be written, with a message that names the file
     */
    public void mark(SessionId session, long number) throws IOException {
        Run next = new Run(session, run.isFollowedBy(session, number) ? run.first() : number, number);
        try {
            file.seek(0);
            file.write(content(next));
        } catch (IOException notWritten) {
            throw home.cannotWrite(name, notWritten);
        }
        run = next;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** As many digits as the greatest number has: each mark is as long as the one that it overwrites. */
    private static byte[] content(Run run) {
        String line =
                String.format(Locale.ROOT, "%s %019d %019d\n", run.session().hex(), run.first(), run.last());
        return StateText.write(line.getBytes(US_ASCII));
    }

    private static Run decode(Path path, byte[] whole) throws ChatException {
        Matcher parts = FORM.matcher(new String(StateText.read(path, whole), US_ASCII));
        try {
            if (parts.matches()) {
                return new Run(
                        new SessionId(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
            }
        } catch (NumberFormatException tooGreat) {
            // Said below, in the same words as for another form.
        }
        throw StateText.damaged(path);
    }
}
