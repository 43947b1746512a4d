package encryptedchat.relay.classic;

import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static encryptedchat.wire.classic.ClassicWire.USERS;

import encryptedchat.relay.http.JsonBodies;
import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.http.Witness;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.RegisterPublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import encryptedchat.wire.classic.ClassicWire.Status;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Level classic over HTTP, as the Python trio speaks it. The whole conversation:
 *
 * <pre>
 *   bob   -> POST /register_public_key            {"user_id": "bob", "public_key_pem_b64"}
 *   alice -> GET  /get_public_key/bob             <- {"public_key_pem_b64"}, or 404 while there is none
 *   alice -> POST /send_encrypted_master_secret   {"encrypted_master_secret_b64"}
 *   bob   -> GET  /get_encrypted_master_secret    <- the same field, once, or 404 while there is none
 *
 *   both  -> POST /send_message                   {"sender", "recipient", "ciphertext", "nonce", "tag", "associated_data"}
 *   both  -> GET  /get_messages/{user}            <- {"messages": [{"ciphertext", "nonce", "tag", "associated_data"}]}
 *                                                    all that waits; the mailbox is empty afterwards
 * </pre>
 *
 * What is stored is answered with 200 and {@code {"status": "…"}}, a mistake with its 4xx status and the same field.
 * Nobody proves who they are: anybody may replace the key, post as anybody, and empty any mailbox. That is what this
 * level is there to show.
 */
public final class ClassicRoutes implements RouteFamily {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicRoutes.class);

    private final ClassicStore store = new ClassicStore();

    @Override
    public String name() {
        return ClassicWire.LEVEL;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(ClassicWire.REGISTER_PUBLIC_KEY, ofThisLevel(this::registerPublicKey));
        routes.get(ClassicWire.GET_PUBLIC_KEY + "{user}", ofThisLevel(this::getPublicKey));
        routes.post(ClassicWire.SEND_ENCRYPTED_MASTER_SECRET, ofThisLevel(this::sendEncryptedMasterSecret));
        routes.get(ClassicWire.GET_ENCRYPTED_MASTER_SECRET, ofThisLevel(this::getEncryptedMasterSecret));
        routes.post(ClassicWire.SEND_MESSAGE, ofThisLevel(this::sendMessage));
        routes.get(ClassicWire.GET_MESSAGES + "{user}", ofThisLevel(this::getMessages));
    }

    private static Handler ofThisLevel(Handler handler) {
        return ctx -> {
            Witness.of(ctx).level(ClassicWire.LEVEL);
            handler.handle(ctx);
        };
    }

    private void registerPublicKey(Context ctx) throws WireFormatException {
        RegisterPublicKey request = JsonBodies.read(ctx, RegisterPublicKey.class);
        if (!request.userId().equals(BOB)) {
            throw new WireFormatException("At level classic only '" + BOB + "' registers a public key.");
        }
        Witness.of(ctx).caller(BOB, KnownBy.CLAIM);
        RsaPublicKeyPem.decodeBase64("public_key_pem_b64", request.publicKeyPemBase64());
        store.putPublicKey(new PublicKey(request.publicKeyPemBase64()));
        LOG.info("stored bob's public key: {}", shortened(request.publicKeyPemBase64()));
        JsonBodies.answer(ctx, 200, new Status("Bob's public key is registered."));
    }

    private void getPublicKey(Context ctx) {
        Witness.of(ctx).caller(ALICE, KnownBy.ROLE);
        PublicKey key = store.publicKey()
                .filter(known -> ctx.pathParam("user").equals(BOB))
                .orElseThrow(() -> Refusal.of(404, "No public key is registered under this name."));
        JsonBodies.answer(ctx, 200, key);
    }

    private void sendEncryptedMasterSecret(Context ctx) throws WireFormatException {
        Witness.of(ctx).caller(ALICE, KnownBy.ROLE);
        EncryptedMasterSecret secret = JsonBodies.read(ctx, EncryptedMasterSecret.class);
        secret.decode();
        store.putMasterSecret(secret);
        LOG.info("stored for bob: an encrypted master secret: {}", shortened(secret.encryptedMasterSecretBase64()));
        JsonBodies.answer(ctx, 200, new Status("The encrypted master secret waits for bob."));
    }

    private void getEncryptedMasterSecret(Context ctx) {
        Witness.of(ctx).caller(BOB, KnownBy.ROLE);
        JsonBodies.answer(
                ctx,
                200,
                store.takeMasterSecret().orElseThrow(() -> Refusal.of(404, "No encrypted master secret is waiting.")));
    }

    private void sendMessage(Context ctx) throws WireFormatException {
        SendMessage request = JsonBodies.read(ctx, SendMessage.class);
        if (!USERS.contains(request.sender()) || !USERS.contains(request.recipient())) {
            throw new WireFormatException("At level classic sender and recipient are 'alice' or 'bob'.");
        }
        Witness.of(ctx).caller(request.sender(), KnownBy.CLAIM);
        Message message = request.message();
        Envelope envelope = message.decode();
        if (!store.putMessage(request.recipient(), message)) {
            throw new Refusal(
                    Kind.MAILBOX_FULL,
                    "The mailbox of " + request.recipient() + " is full. Send again when it has been emptied.",
                    1);
        }
        LOG.info(
                "stored for {}: a message said to be from {}: ciphertext {} ({}), nonce {}, tag {}, "
                        + "associated data {}",
                request.recipient(),
                request.sender(),
                shortened(message.ciphertext()),
                envelope.ciphertext().length == 1 ? "1 byte" : envelope.ciphertext().length + " bytes",
                message.nonce(),
                message.tag(),
                shortened(String.valueOf(message.associatedData())));
        JsonBodies.answer(ctx, 200, new Status("The message waits for " + request.recipient() + "."));
    }

    private void getMessages(Context ctx) throws WireFormatException {
        String user = ctx.pathParam("user");
        if (!USERS.contains(user)) {
            throw new WireFormatException("At level classic the users are 'alice' and 'bob'.");
        }
        Witness.of(ctx).caller(user, KnownBy.CLAIM);
        // The client reads the same shape as ClassicWire.Mailbox, message by message.
        JsonBodies.answer(ctx, 200, Map.of("messages", store.takeMessages(user)));
    }

    private static String shortened(String base64) {
        return base64.length() <= 48 ? base64 : base64.substring(0, 45) + "…";
    }
}
