package encryptedchat.classroom.authenticated;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.authenticated.FaultRun.Victim;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each of the three is killed again and again in a running conversation: no message that was accepted is lost, none is
 * shown twice, and each sender's order is kept. The three runs go on at the same time, since they take minutes.
 *
 * <p>The property {@code fault.seed} repeats the moments of a run, {@code fault.kills} says how often each is killed:
 * 25 times as a part of all tests, a hundred times in the run that CONTRIBUTING.md names.
 */
class FaultRunIT {
    private static final int KILLS = Integer.getInteger("fault.kills", 25);
    private static final long SEED = Long.getLong("fault.seed", System.nanoTime());

    private static final ExecutorService RUNS = Executors.newFixedThreadPool(Victim.values().length);
    private static final Map<Victim, Future<Outcome>> OUTCOMES = new EnumMap<>(Victim.class);

    private record Outcome(List<Figures> figures, String transcript) {}

    @BeforeAll
    static void beginAll(@TempDir Path folder) {
        System.out.println("Fault run with -Dfault.seed=" + SEED);
        Random seeds = new Random(SEED);
        for (Victim victim : Victim.values()) {
            long seed = seeds.nextLong();
            Path own = folder.resolve(victim.name());
            OUTCOMES.put(victim, RUNS.submit(() -> run(victim, seed, own)));
        }
    }

    private static Outcome run(Victim victim, long seed, Path folder) throws Exception {
        FaultRun run = new FaultRun(victim, KILLS, seed, folder);
        return new Outcome(run.run(), run.transcript());
    }

    @AfterAll
    static void endAll() throws InterruptedException {
        RUNS.shutdownNow();
        assertThat(RUNS.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Victim.class)
    void nothingIsLostOrShownTwiceWhoeverIsKilled(Victim victim) throws Exception {
        Outcome outcome = Objects.requireNonNull(OUTCOMES.get(victim)).get(20, TimeUnit.MINUTES);

        outcome.figures().forEach(System.out::println);
        assertThat(outcome.figures()).as(outcome.transcript()).allSatisfy(sender -> {
            assertThat(sender.sent()).isPositive();
            assertThat(sender.lost()).isZero();
            assertThat(sender.twice()).isZero();
            assertThat(sender.outOfOrder()).isZero();
        });
    }
}
