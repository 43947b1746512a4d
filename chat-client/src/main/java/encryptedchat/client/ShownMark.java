package encryptedchat.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.wire.authenticated.SessionId;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which message of the other one is being shown right now, so that a client that is killed in that moment knows it at
 * its next start.
 *
 * <p>Each mark overwrites the one before in place, with one write, and does not wait for the disk: what a process has
 * written outlives the process, and a power cut in that moment costs no more than seeing one message twice.
 */
public final class ShownMark implements Closeable {
    private static final String NOTHING = content(new SessionId("0".repeat(32)), 0);

    /** As many digits as the greatest sequence number has: each mark is as long as the one that it overwrites. */
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}) ([0-9]{19})\n");

    private final Path path;
    /** Not a channel: an interrupt would close that. */
    private final RandomAccessFile file;

    private Optional<Mark> last;

    /** @param sequence of the message, from 1 on */
    public record Mark(SessionId session, long sequence) {}

    private ShownMark(Path path, RandomAccessFile file, Optional<Mark> last) {
        this.path = path;
        this.file = file;
        this.last = last;
    }

    /**
     * @param peer whose messages are marked
     * @throws IOException if the file is there and is not what was written, or cannot be used, with a message that
     *     names it; it is left as it is
     */
    public static ShownMark open(Home home, String peer) throws IOException {
        String name = "shown-" + peer;
        Optional<byte[]> before = home.read(name);
        if (before.isEmpty()) {
            home.write(name, StateText.write(NOTHING.getBytes(US_ASCII)));
        }
        Optional<Mark> last = before.isEmpty()
                ? Optional.empty()
                : decode(home, name, new String(StateText.read(home.path(name), before.get()), US_ASCII));
        try {
            return new ShownMark(
                    home.path(name), new RandomAccessFile(home.path(name).toFile(), "rw"), last);
        } catch (IOException notOpened) {
            throw FileTrouble.cannotWrite(home.path(name), notOpened);
        }
    }

    /** @return the last message of which it is known that it was about to be shown, or was */
    public Optional<Mark> last() {
        return last;
    }

    /** @throws IOException if it cannot be written, with a message that names the file */
    public void mark(SessionId session, long sequence) throws IOException {
        try {
            file.seek(0);
            file.write(StateText.write(content(session, sequence).getBytes(US_ASCII)));
        } catch (IOException notWritten) {
            throw FileTrouble.cannotWrite(path, notWritten);
        }
        last = Optional.of(new Mark(session, sequence));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static String content(SessionId session, long sequence) {
        return String.format(Locale.ROOT, "%s %019d\n", session.hex(), sequence);
    }

    private static Optional<Mark> decode(Home home, String name, String content) throws IOException {
        Matcher parts = FORM.matcher(content);
        if (!parts.matches()) {
            throw StateText.damaged(home.path(name));
        }
        try {
            return content.equals(NOTHING)
                    ? Optional.empty()
                    : Optional.of(new Mark(new SessionId(parts.group(1)), Long.parseLong(parts.group(2))));
        } catch (NumberFormatException tooGreat) {
            throw StateText.damaged(home.path(name));
        }
    }
}
