package encryptedchat.classroom.authenticated;

import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A lie about what waits in one mailbox. */
final class TamperedMailbox implements LyingRelay.Lie {
    private final String path;
    private final String sender;
    private final List<Content> injected = new ArrayList<>();
    private final Set<String> held = new HashSet<>();
    private final CountDownLatch holding = new CountDownLatch(1);
    private boolean changeNext;
    private boolean holdNext;

    /** @param sender in whose name messages are injected */
    TamperedMailbox(String owner, String sender) {
        this.path = "/v1/mailboxes/" + owner + "/messages";
        this.sender = sender;
    }

    /** Puts a message behind the next one that comes. */
    synchronized void inject(Content content) {
        injected.add(content);
    }

    /** Changes one bit of the next message. */
    synchronized void changeNext() {
        changeNext = true;
    }

    /** Keeps the next message back. */
    synchronized void holdNext() {
        holdNext = true;
    }

    /** Waits until a message is kept back. */
    void awaitHolding() throws InterruptedException {
        holding.await();
    }

    /** Lets what was kept back pass, behind what has passed already. */
    synchronized void release() {
        held.clear();
    }

    @Override
    public synchronized String answer(String method, String path, int status, String body) throws Exception {
        if (!method.equals("GET") || !path.startsWith(this.path) || status != 200) {
            return body;
        }
        List<Waiting> messages = new ArrayList<>();
        for (Waiting waiting : Json.readText(body, Messages.class).messages()) {
            if (holdNext) {
                holdNext = false;
                held.add(waiting.id());
                holding.countDown();
            }
            if (!held.contains(waiting.id())) {
                messages.add(changeNext ? changed(waiting) : waiting);
                changeNext = false;
            }
        }
        if (!messages.isEmpty()) {
            injected.forEach(content -> messages.add(waiting(Visitor.newId(), content)));
            injected.clear();
        }
        return Json.writeText(new Messages(messages));
    }

    private Waiting changed(Waiting waiting) throws Exception {
        Envelope envelope = LevelMail.envelope(waiting.content().read(Content.class));
        byte[] ciphertext = envelope.ciphertext().clone();
        ciphertext[0] ^= 1;
        return waiting(
                waiting.id(),
                LevelMail.message(
                        new Envelope(envelope.associatedData(), envelope.nonce(), ciphertext, envelope.tag())));
    }

    private Waiting waiting(String id, Content content) {
        return new Waiting(id, sender, 0, RawJson.of(content));
    }
}
