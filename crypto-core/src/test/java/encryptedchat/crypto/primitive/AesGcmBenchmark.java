package encryptedchat.crypto.primitive;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the chunks in {@link AesGcm#seal} are worth: 256 texts of 1 MiB, from the first one of a fresh JVM on, against
 * the same work in one call each. Not part of the tests; CONTRIBUTING.md says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1, batchSize = 256)
public class AesGcmBenchmark {
    private static final byte[] TEXT = new byte[1 << 20];
    private static final byte[] TIME = new byte[10];

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(AesGcm.KEY_BYTES, random);
    private final AesGcm cipher = new AesGcm(key, random);

    @Benchmark
    public Object inChunks() {
        return cipher.seal(TEXT, TIME);
    }

    @Benchmark
    public Object inOneCall() throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        Cipher whole = Cipher.getInstance("AES/GCM/NoPadding");
        whole.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.exposeBytes(), "AES"), new GCMParameterSpec(128, nonce));
        whole.updateAAD(TIME);
        return whole.doFinal(TEXT);
    }

    @Test
    void run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(AesGcmBenchmark.class.getName())
                        .build())
                .run();
        double[] scores = results.stream()
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .toArray();
        System.out.printf("256 MiB in one call each take %.1f times as long as in chunks.%n", scores[1] / scores[0]);
    }
}
