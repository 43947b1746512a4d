package encryptedchat.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What runs behind the stage: the relay, Bob and Alice as processes, each of the two with a {@link WireTap} on the way.
 * Nothing of it is left when the demo ends, however it ends.
 */
final class Backstage implements AutoCloseable {
    private static final long SECONDS_TO_END = 3;

    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean ended;

    Backstage() throws IOException {
        folder = Files.createTempDirectory("encrypted-chat-demo");
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveNothing, "demo-end"));
    }

    /** A relay with a data folder of its own. */
    Program startRelay(String... options) throws IOException, InterruptedException {
        return start(() -> Programs.startRelay(folder.resolve("relay"), options));
    }

    /** @param name {@code alice} or {@code bob} */
    Actor startActor(String name, Program relay, String level) throws IOException, InterruptedException {
        WireTap wire = start(() -> new WireTap(name, relay.relayUrl()));
        Path home = folder.resolve(name);
        return new Actor(name, start(() -> Programs.startClient(name, wire.url(), home, "--level", level)), wire);
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
        // The relay removes what its database has put into the folder for temporary files, if it is asked to end.
        children.forEach(ProcessHandle::destroy);
        children.forEach(Backstage::awaitEnd);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException notDeleted) {
            System.err.println("The folder " + folder + " could not be deleted: " + notDeleted.getMessage());
        }
    }

    private static void awaitEnd(ProcessHandle child) {
        try {
            child.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException stillRunning) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }
}
