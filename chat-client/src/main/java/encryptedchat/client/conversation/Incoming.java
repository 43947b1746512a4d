package encryptedchat.client.conversation;

import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.home.ShownMark;
import encryptedchat.client.level.Levels;
import encryptedchat.client.terminal.TextRules;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.SealedMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens what has come, and shows it exactly once, also if the client is killed in the middle.
 *
 * <p>A message is opened, marked as being shown, and shown; when all of a batch are shown, the state is saved, and only
 * then does the relay hear that it need not keep them. After a kill the relay sends the batch again, the state is that
 * of before the batch, and the mark says how far the showing had come. The message at the mark itself may have been
 * shown or not; it is repeated where it does no harm: as a remark of the program, not as a message.
 */
final class Incoming {
    private final PeerLink link;
    private final Memory memory;
    private final Handshake handshake;
    private final ShownMark mark;
    private final Remarks remarks;

    Incoming(PeerLink link, Handshake handshake, ShownMark mark) {
        this.link = link;
        this.memory = link.memory;
        this.handshake = handshake;
        this.mark = mark;
        this.remarks = new Remarks(link);
    }

    /**
     * @return the ids of the messages that were shown or refused, which is on the disk; the rest is to be taken again,
     *     because the person has to decide about the peer's identity first
     */
    List<String> take(List<Waiting> messages) throws IOException {
        List<String> done = new ArrayList<>();
        for (Waiting waiting : messages) {
            if (!link.awaitsDecision() && !memory.now().shown().contains(waiting.id())) {
                take(waiting);
            }
            if (link.awaitsDecision()) {
                break;
            }
            memory.change(state -> state.shown(waiting.id()));
            done.add(waiting.id());
        }
        memory.save();
        return done;
    }

    private void take(Waiting waiting) throws IOException {
        String kind = Content.MESSAGE;
        RawJson came = waiting.content();
        try {
            Content content = came.read(Content.class);
            content.check();
            kind = content.kind();
            came = content.body();
            switch (kind) {
                case Content.OFFER -> takeOffer(content.level(), came);
                case Content.MESSAGE ->
                    open(content.level(), came.read(SealedMessage.class).decode());
                default -> throw notOurs("it is of a kind that is not known here");
            }
        } catch (WireFormatException malformed) {
            link.screen.refuse(kind, RejectedException.malformed(malformed), Crossing.received(came));
        } catch (RejectedException rejected) {
            link.screen.refuse(kind, rejected, Crossing.received(came));
        }
    }

    private void takeOffer(String level, RawJson offer) throws RejectedException, IOException {
        if (!level.equals(link.level().name())) {
            throw notOurs("it is an offer at level " + level + ". Both sides have to be started with the same --level");
        }
        handshake.take(offer);
    }

    private static RejectedException notOurs(String why) {
        return new RejectedException(Reason.NOT_OURS, why);
    }

    private void open(String levelName, Envelope envelope) throws IOException, RejectedException, WireFormatException {
        Level level = Levels.find(levelName).orElseThrow(() -> notOurs("its level is not known here"));
        Kept kept = memory.peer()
                .session(levelName, level.sessionOf(envelope))
                .orElseThrow(
                        () -> notOurs("it belongs to a session that is not known here; new keys, which /renew makes"
                                + " on the side that offers them, help if this goes on"));
        Opened opened = kept.session(link.me()).open(envelope);
        String text = Screen.text(opened.plaintext());
        ShownMark.Run shown = mark.run();
        if (!shown.contains(kept.id(), opened.number()) && !shown.isFollowedBy(kept.id(), opened.number())) {
            // The mark knows one run of numbers only: what was shown of another has to be on the disk before it moves.
            memory.save();
        }
        memory.changePeer(peer -> peer.with(kept.with(opened.next())));
        show(kept, opened, text);
    }

    private void show(Kept kept, Opened opened, String text) throws IOException {
        if (mark.run().contains(kept.id(), opened.number())) {
            if (opened.number() == mark.run().last()) {
                link.tell("Perhaps shown already, just before I was interrupted: " + link.peer() + ": "
                        + TextRules.printable(text));
            }
            return;
        }
        remarks.about(opened);
        mark.mark(kept.id(), opened.number());
        link.screen.console().showMessage(link.peer(), text);
    }
}
