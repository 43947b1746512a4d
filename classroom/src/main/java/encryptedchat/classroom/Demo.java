package encryptedchat.classroom;

import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guided demo: a relay, Bob and Alice as three real processes, with a {@link WireTap} on the way of each client. It
 * goes on to the next step only when the last one was seen everywhere: typed, on the wire, stored, read.
 */
final class Demo implements AutoCloseable {
    private static final int SHORTEST_SEARCHED = 8;

    private final Stage stage;
    private final Path homes;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean ended;

    /** One of the two, and the way between this one and the relay. */
    private record Person(String name, Program program, WireTap wire) {}

    Demo(PrintStream out) throws IOException {
        this.stage = new Stage(out);
        this.homes = Files.createTempDirectory("encrypted-chat-demo");
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveNothing, "demo-end"));
    }

    void run(List<String> texts) throws IOException, InterruptedException {
        stage.step("A relay starts. It carries messages, and has no key to read them.");
        Program relay = start(() -> Programs.startRelay(homes.resolve("relay"), "--classic"));
        stage.line("relay says", relay.out().get(0));

        stage.step("Bob makes an RSA key pair of 4096 bits (a few seconds) and publishes its public half.");
        Person bob = person(BOB, relay);
        stage.request(bob.wire.await(0, to(ClassicWire.REGISTER_PUBLIC_KEY)));
        stage.line("relay keeps", relay.awaitErr(0, line -> line.contains("public key")));

        stage.step("Alice fetches Bob's public key, makes a master secret, and sends it to Bob under that key.");
        Person alice = person(ALICE, relay);
        stage.answer(alice.wire.await(0, to(ClassicWire.GET_PUBLIC_KEY + BOB).and(Exchange::succeeded)));
        stage.request(alice.wire.await(0, to(ClassicWire.SEND_ENCRYPTED_MASTER_SECRET)));
        stage.line("relay keeps", relay.awaitErr(0, line -> line.contains("master secret")));

        stage.step("Bob takes it and decrypts it. Both derive the same AES key from it; the key itself never travels.");
        stage.answer(
                bob.wire.await(0, to(ClassicWire.GET_ENCRYPTED_MASTER_SECRET).and(Exchange::succeeded)));
        stage.line("bob says", bob.program.awaitErr(0, line -> line.contains("could decrypt")));

        for (int turn = 0; turn < texts.size(); turn++) {
            if (turn % 2 == 0) {
                stage.step("Alice writes to Bob.");
                say(texts.get(turn), alice, bob, relay);
            } else {
                stage.step("Bob writes to Alice.");
                say(texts.get(turn), bob, alice, relay);
            }
        }
        leave(alice);
        leave(bob);
        search(
                texts,
                Stream.of(alice, bob)
                        .flatMap(person -> person.wire.recording().stream())
                        .toList());
    }

    private void say(String text, Person sender, Person recipient, Program relay)
            throws IOException, InterruptedException {
        int onTheWire = sender.wire.recording().size();
        int stored = relay.err().size();
        int fetched = recipient.wire.recording().size();
        int shown = recipient.program.out().size();

        stage.line(sender.name + " types", text);
        sender.program.type(text);
        stage.request(sender.wire.await(onTheWire, to(ClassicWire.SEND_MESSAGE)));
        stage.line("relay keeps", relay.awaitErr(stored, line -> true));
        stage.answer(recipient.wire.await(
                fetched, to(ClassicWire.GET_MESSAGES + recipient.name).and(Exchange::carriesMessages)));
        String read = recipient.program.awaitOut(shown, line -> true);
        if (!read.equals(sender.name + ": " + text)) {
            throw new IOException(recipient.name + " read something else: " + read);
        }
        stage.line(recipient.name + " reads", read);
    }

    private Person person(String name, Program relay) throws IOException, InterruptedException {
        WireTap wire = start(() -> new WireTap(name, relay.relayUrl()));
        return new Person(
                name,
                start(() -> Programs.startClient(name, wire.url(), homes.resolve(name), "--level", "classic")),
                wire);
    }

    private static void leave(Person person) throws IOException, InterruptedException {
        person.program.endInput();
        if (person.program.awaitExit() != 0) {
            throw new IOException(person.name + " failed: " + person.program.err());
        }
    }

    private static Predicate<Exchange> to(String path) {
        return exchange -> exchange.path().equals(path);
    }

    /** A text as short as "bob" stands on the wire anyway, so only longer ones prove anything. */
    private void search(List<String> texts, List<Exchange> recording) throws IOException {
        List<String> longEnough = texts.stream()
                .filter(text -> text.length() >= SHORTEST_SEARCHED)
                .toList();
        String values = recording.stream().flatMap(Exchange::values).collect(Collectors.joining("\n"));
        long found = longEnough.stream()
                .filter(text -> values.contains(text) || values.contains(Base64Text.encode(text.getBytes(UTF_8))))
                .count();
        stage.step("Both leave. Does any text stand in a value that crossed the wire?");
        stage.line("searched for", longEnough.size() + " of " + texts.size() + " texts, as they are and in Base64");
        if (longEnough.size() < texts.size()) {
            stage.line("", "A text under " + SHORTEST_SEARCHED + " characters can stand there by chance.");
        }
        if (!longEnough.isEmpty()) {
            stage.line("found", String.valueOf(found));
        }
        if (found > 0) {
            throw new IOException("A text was readable on its way.");
        }
    }

    private interface Start<T> {
        T part() throws IOException, InterruptedException;
    }

    /** Starts a part of the demo, unless the demo is being ended in the same moment. */
    private synchronized <T extends AutoCloseable> T start(Start<T> start) throws IOException, InterruptedException {
        if (ended) {
            throw new IOException("The demo was interrupted.");
        }
        T part = start.part();
        running.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        IOException failed = new IOException("The demo could not stop all of its parts.");
        for (AutoCloseable part : running) {
            try {
                part.close();
            } catch (Exception stillRunning) {
                failed.addSuppressed(stillRunning);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    /**
     * Runs when the demo ends, also by Ctrl-C: then no process stays, and no folder with what the two must keep secret.
     */
    private synchronized void leaveNothing() {
        ended = true;
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        try (Stream<Path> files = Files.walk(homes)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException notDeleted) {
            System.err.println("The folder " + homes + " could not be deleted: " + notDeleted.getMessage());
        }
    }
}
