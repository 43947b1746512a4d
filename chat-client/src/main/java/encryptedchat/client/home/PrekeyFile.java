package encryptedchat.client.home;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.util.Optional;

/** The private halves of one person's prekeys at one level, made at the first start and kept in a file. */
public final class PrekeyFile {
    private final StateFiles files;
    private final Level level;
    private final Party me;
    /** Any thread may look at them; only the conversation's own changes them. */
    private volatile Prekeys mine;

    private boolean changed;

    private PrekeyFile(StateFiles files, Level level, Party me, Prekeys mine) {
        this.files = files;
        this.level = level;
        this.me = me;
        this.mine = mine;
    }

    /**
     * What has expired is renewed.
     *
     * @throws ChatException if the file is there but cannot be used; it is left as it is
     */
    public static PrekeyFile open(StateFiles files, Level level, Party me, Console console)
            throws IOException, ChatException {
        Optional<byte[]> content = files.read(name(level.name()));
        if (content.isPresent()) {
            PrekeyFile kept = new PrekeyFile(files, level, me, read(files, level, content.get()));
            me.steps().done("prekeys-read");
            // A relay refuses what has expired meanwhile. How many one-time prekeys it has left is not known yet.
            kept.renew(Integer.MAX_VALUE);
            return kept;
        }
        Prekeys made = console.showProgress(
                "Making your keys, which can take a few seconds, the first time only", () -> level.newPrekeys(me));
        PrekeyFile first = new PrekeyFile(files, level, me, made);
        first.save();
        return first;
    }

    private static Prekeys read(StateFiles files, Level level, byte[] content) throws ChatException {
        try {
            String exported = Json.read(content, File.class).prekeys();
            return level.storage().resumePrekeys(SecretBytes.copyOf(Base64Text.decode("prekeys", exported)));
        } catch (WireFormatException notOurs) {
            throw new ChatException("The file " + files.path(name(level.name())) + " does not hold prekeys: "
                    + notOurs.getMessage() + " Move it away, and new ones are made.");
        }
    }

    public Prekeys mine() {
        return mine;
    }

    /** Goes on with these. They are written with the next {@link #saveIfChanged}. */
    public void replace(Prekeys left) {
        changed = changed || !left.equals(mine);
        mine = left;
    }

    /**
     * Makes new prekeys if it is time, and writes them.
     *
     * @param oneTimeLeft how many one-time prekeys the relay can still hand out
     * @return whether there is something new to publish
     */
    public boolean renew(int oneTimeLeft) throws IOException {
        replace(level.renew(me, mine, oneTimeLeft));
        boolean isNew = changed;
        saveIfChanged();
        return isNew;
    }

    public void saveIfChanged() throws IOException {
        if (changed) {
            save();
        }
    }

    private void save() throws IOException {
        String exported = Base64Text.encode(level.storage().export(mine).exposeBytes());
        files.write(name(level.name()), Json.write(new File(exported)));
        changed = false;
    }

    private static String name(String level) {
        return "prekeys-" + level;
    }

    private record File(String prekeys) {
        @Override
        public String toString() {
            return "File[not shown]";
        }
    }
}
