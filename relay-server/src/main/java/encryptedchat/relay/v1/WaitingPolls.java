package encryptedchat.relay.v1;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Polls that are held until a message comes. Each is a future and an entry here, and holds no thread.
 *
 * <p>Whoever polls begins to wait first and looks into the mailbox then; whoever stores a message stores it first and
 * wakes the waiting then. So no message can come unnoticed between looking and waiting.
 */
final class WaitingPolls {
    /** A client polls once at a time; more are those whose connections broke, and the oldest of them gives way. */
    static final int MAX_PER_MAILBOX = 8;

    private record Poll(Optional<String> from, CompletableFuture<Void> end) {}

    private final Map<String, Deque<Poll>> polls = new HashMap<>();
    private boolean closed;

    /**
     * @param from if present, only messages of this sender end the wait
     * @return completes when it is time to look into the mailbox again: something came, the time is over, others wait
     *     there too, or the relay stops
     */
    CompletableFuture<Void> begin(String mailbox, Optional<String> from, Duration longest) {
        Poll poll = new Poll(from, new CompletableFuture<>());
        Optional<Poll> displaced = add(mailbox, poll);
        displaced.ifPresent(oldest -> oldest.end().complete(null));
        CompletableFuture<?> unused = poll.end().whenComplete((ended, never) -> remove(mailbox, poll));
        return poll.end().completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Optional<Poll> add(String mailbox, Poll poll) {
        if (closed) {
            return Optional.of(poll);
        }
        Deque<Poll> waiting = polls.computeIfAbsent(mailbox, name -> new ArrayDeque<>());
        waiting.addLast(poll);
        return waiting.size() > MAX_PER_MAILBOX ? Optional.of(waiting.removeFirst()) : Optional.empty();
    }

    private synchronized void remove(String mailbox, Poll poll) {
        polls.computeIfPresent(mailbox, (name, waiting) -> {
            waiting.remove(poll);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** A message of this sender has been stored. */
    void wake(String mailbox, String sender) {
        waitingFor(mailbox, sender).forEach(poll -> poll.end().complete(null));
    }

    private synchronized List<Poll> waitingFor(String mailbox, String sender) {
        return polls.getOrDefault(mailbox, new ArrayDeque<>()).stream()
                .filter(poll -> poll.from().map(sender::equals).orElse(true))
                .toList();
    }

    /** Ends all waits, and each that is begun later at once. */
    void close() {
        closeAndTakeAll().forEach(poll -> poll.end().complete(null));
    }

    private synchronized List<Poll> closeAndTakeAll() {
        closed = true;
        return polls.values().stream().flatMap(Deque::stream).toList();
    }

    synchronized int size() {
        return polls.values().stream().mapToInt(Deque::size).sum();
    }
}
