package encryptedchat.classroom.classic;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import encryptedchat.wire.classic.ClassicWire.Status;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A relay that answers soundly, but for the wrong answers that a test tells it to give, each of them once. */
final class CannedRelay implements AutoCloseable {
    /** How to answer one request. */
    private interface Answer {
        void to(Context ctx);
    }

    private final Map<String, BlockingQueue<Answer>> wrongAnswers = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<byte[]>> posted = new ConcurrentHashMap<>();
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final Javalin server;

    private volatile @Nullable RSAPublicKey bobsPublicKey;

    CannedRelay() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.jetty.host = InetAddress.getLoopbackAddress().getHostAddress();
                    config.jetty.port = 0;
                    config.routes.get(ClassicWire.GET_PUBLIC_KEY + "bob", ctx -> answer(ctx, publicKey()));
                    config.routes.get(ClassicWire.GET_ENCRYPTED_MASTER_SECRET, ctx -> answer(ctx, nothingThere()));
                    config.routes.get(ClassicWire.GET_MESSAGES + "{user}", ctx -> answer(ctx, messages()));
                    config.routes.post("/<path>", this::accept);
                })
                .start();
    }

    /** A public key that nobody has the private half of, made without the search for primes. */
    static RSAPublicKey rsaKey(int bits, BigInteger exponent) {
        BigInteger modulus =
                new BigInteger(bits, new SecureRandom()).setBit(bits - 1).setBit(0);
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.port();
    }

    void putBobsPublicKey(RSAPublicKey key) {
        bobsPublicKey = key;
    }

    void putMessage(Envelope envelope) {
        mailbox.add(SendMessage.of("bob", "alice", envelope).message());
    }

    /** The next request to this path is answered so. */
    void answerOnce(String path, int status, byte[] body) {
        wrongAnswers
                .computeIfAbsent(path, any -> new LinkedBlockingQueue<>())
                .add(ctx -> ctx.status(status).result(body));
    }

    void answerOnce(String path, int status, String body) {
        answerOnce(path, status, body.getBytes(UTF_8));
    }

    /** Waits for the next body that a client has posted to this path and that was accepted. */
    byte[] awaitPost(String path) throws InterruptedException {
        byte[] body = postedTo(path).poll(3, TimeUnit.MINUTES);
        if (body == null) {
            throw new AssertionError("Nothing was posted to " + path);
        }
        return body;
    }

    @Override
    public void close() {
        server.stop();
    }

    private BlockingQueue<byte[]> postedTo(String path) {
        return posted.computeIfAbsent(path, any -> new LinkedBlockingQueue<>());
    }

    private void accept(Context ctx) {
        if (answer(ctx, sound(HttpURLConnection.HTTP_OK, new Status("Accepted.")))) {
            postedTo(ctx.path()).add(ctx.bodyAsBytes());
        }
    }

    private Answer publicKey() {
        RSAPublicKey key = bobsPublicKey;
        return key == null
                ? nothingThere()
                : sound(HttpURLConnection.HTTP_OK, new PublicKey(RsaPublicKeyPem.encodeBase64(key)));
    }

    private Answer messages() {
        List<Message> taken = new ArrayList<>();
        mailbox.drainTo(taken);
        return sound(HttpURLConnection.HTTP_OK, Map.of("messages", taken));
    }

    private static Answer nothingThere() {
        return sound(HttpURLConnection.HTTP_NOT_FOUND, new Status("There is none."));
    }

    private static Answer sound(int status, Object body) {
        return ctx -> ctx.status(status).result(Json.write(body));
    }

    /** @return whether the sound answer was given */
    private boolean answer(Context ctx, Answer sound) {
        BlockingQueue<Answer> wrong = wrongAnswers.get(ctx.path());
        Answer canned = wrong == null ? null : wrong.poll();
        (canned == null ? sound : canned).to(ctx);
        return canned == null;
    }
}
