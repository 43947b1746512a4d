package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static encryptedchat.classroom.Level.SHORT_LIVED;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A conversation in which one of the three processes is killed again and again, at random moments, while numbered texts
 * go both ways.
 *
 * <p>Every second kill comes at any moment after the start of the process, the others when it is seen to work. Who is
 * killed loses what was typed and not yet read from the pipe; so from this one only what the relay says that it has
 * stored is expected at the other end, and from everybody else all that was typed.
 */
final class FaultRun {
    private static final Duration START = Duration.ofMillis(1500);
    private static final Duration WORK = Duration.ofMillis(400);
    private static final int TEXTS_PER_KILL = 8;

    /** Who is killed. */
    enum Victim {
        RELAY,
        ALICE,
        BOB
    }

    private final Victim victim;
    private final int kills;
    private final Random random;
    private final Path data;
    private final int port;
    private final List<Program> relays = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Talker alice;
    private final Talker bob;

    /**
     * @param kills how often
     * @param seed of the random moments
     */
    FaultRun(Victim victim, int kills, long seed, Path folder) throws IOException, InterruptedException {
        this.victim = victim;
        this.kills = kills;
        this.random = new Random(seed);
        this.data = folder.resolve("relay");
        relays.add(AUTHENTICATED.startRelay(data));
        String url = relay().relayUrl();
        port = URI.create(url).getPort();
        bob = talker("bob", url, folder.resolve("bob"));
        alice = talker("alice", url, folder.resolve("alice"));
        AUTHENTICATED.awaitKeys(alice.program(), bob.program());
    }

    /** @return the figures of what Alice wrote, and of what Bob wrote */
    List<Figures> run() throws IOException, InterruptedException {
        try {
            for (int kill = 0; kill < kills; kill++) {
                typeFor(kill % 2 == 0 ? any(START) : any(WORK));
                killAndStart();
                if (kill % 2 == 0) {
                    awaitWork();
                }
            }
            bringToAnEnd();
            return List.of(figures("alice", alice, bob, Victim.ALICE), figures("bob", bob, alice, Victim.BOB));
        } catch (IOException stuck) {
            throw new IOException(stuck.getMessage() + "\n" + transcript(), stuck);
        } finally {
            alice.program().close();
            bob.program().close();
            relay().close();
        }
    }

    private static Talker talker(String name, String url, Path home) throws IOException {
        return new Talker(() -> AUTHENTICATED.startClient(name, url, home));
    }

    /** @return what all processes have said, for the case that something is wrong */
    String transcript() {
        return "Alice:\n" + alice.transcript() + "\n\nBob:\n" + bob.transcript() + "\n\nThe relay, which is "
                + (relay().process().isAlive() ? "alive:\n" : "dead:\n") + relay().err();
    }

    private Program relay() {
        return relays.get(relays.size() - 1);
    }

    private Duration any(Duration longest) {
        return Duration.ofNanos(random.nextLong(longest.toNanos()));
    }

    /** Spreads some texts of both over this time. */
    private void typeFor(Duration time) throws IOException, InterruptedException {
        for (int text = 0; text < TEXTS_PER_KILL; text++) {
            alice.type();
            bob.type();
            TimeUnit.NANOSECONDS.sleep(time.toNanos() / TEXTS_PER_KILL);
        }
    }

    private void killAndStart() throws IOException, InterruptedException {
        switch (victim) {
            case ALICE -> alice.killAndStart();
            case BOB -> bob.killAndStart();
            case RELAY -> {
                relay().kill();
                relay().awaitExit();
                relays.add(Programs.launchRelay(SHORT_LIVED, port, data));
            }
        }
    }

    /** Gives the new process something to do, and waits until it does it. */
    private void awaitWork() throws IOException, InterruptedException {
        alice.type();
        bob.type();
        Predicate<String> anything = line -> true;
        switch (victim) {
            case ALICE -> alice.program().awaitOut(0, anything);
            case BOB -> bob.program().awaitOut(0, anything);
            case RELAY -> relay().awaitErr(0, line -> line.contains("stored for"));
        }
    }

    /** What is typed last arrives last, so when it is there, so is everything that ever will be. */
    private void bringToAnEnd() throws IOException, InterruptedException {
        alice.type();
        bob.type();
        bob.awaitShown(alice.typed());
        alice.awaitShown(bob.typed());
        for (Talker talker : List.of(alice, bob)) {
            talker.program().endInput();
            if (talker.program().awaitExit() != 0) {
                throw new IOException("A client fails: " + talker.program().err());
            }
        }
    }

    private Figures figures(String name, Talker sender, Talker recipient, Victim ifKilled) {
        long sent = victim == ifKilled ? stored(name) : sender.typed();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        return Figures.of(victim, kills, name, sent, recipient, seconds);
    }

    /** Each message that the relay has stored is in its log once, however often it was sent. */
    private long stored(String sender) {
        return relays.stream()
                .flatMap(each -> each.err().stream())
                .filter(line -> line.contains("a message from " + sender))
                .count();
    }
}
