package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.ShownMark;
import encryptedchat.client.TextRules;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.explain.Refused;
import encryptedchat.client.explain.StepKind;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Opened;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.authenticated.SessionId;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens what has come, and shows it exactly once, also if the client is killed in the middle.
 *
 * <p>A message is opened, marked as being shown, and shown; when all of a batch are shown, the state is saved, and only
 * then does the relay hear that it need not keep them. After a kill the relay sends the batch again, the state is that
 * of before the batch, and the mark says how far the showing had come. The message at the mark itself may have been
 * shown or not; it is repeated where it does no harm: as a remark of the program, not as a message.
 */
final class Incoming {
    /** What was sealed longer ago than this has been held up, or one of the clocks is wrong. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final String me;
    private final String peer;
    private final ConversationState state;
    private final PeerIdentity identity;
    private final Handshake handshake;
    private final ShownMark mark;
    private final Console console;
    private final Narrator narrator;
    private final SecureRandom random;
    private final InstantSource clock;
    private Duration lastDelay = Duration.ZERO;

    Incoming(
            String me,
            String peer,
            ConversationState state,
            PeerIdentity identity,
            Handshake handshake,
            ShownMark mark,
            Console console,
            Narrator narrator,
            SecureRandom random,
            InstantSource clock) {
        this.me = me;
        this.peer = peer;
        this.state = state;
        this.identity = identity;
        this.handshake = handshake;
        this.mark = mark;
        this.console = console;
        this.narrator = narrator;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @return the ids of the messages that were shown or refused, which is on the disk; the rest is to be taken again,
     *     because the person has to decide about the peer's identity first
     */
    List<String> take(List<Waiting> messages) throws IOException {
        List<String> done = new ArrayList<>();
        for (Waiting waiting : messages) {
            if (!state.shown().contains(waiting.id())) {
                take(waiting);
                if (state.pin().awaitsDecision()) {
                    break;
                }
                state.shown().add(waiting.id());
            }
            done.add(waiting.id());
        }
        state.save();
        return done;
    }

    private void take(Waiting waiting) throws IOException {
        try {
            Mail.Content content = Json.read(waiting.content(), Mail.Content.class);
            content.check();
            if (content.offer() != null) {
                take(content.offer());
            } else if (content.message() != null) {
                take(content.message());
            }
        } catch (WireFormatException malformed) {
            console.showStatus("A message was refused: " + malformed.getMessage());
            narrator.refused(what(waiting), Reason.MALFORMED, malformed.getMessage(), List::of);
        } catch (RejectedException rejected) {
            console.showStatus("A message was refused: " + rejected.getMessage() + ".");
            narrator.refused(what(waiting), rejected.reason(), rejected.getMessage(), () -> Crossing.received(waiting));
        }
    }

    private static Refused what(Waiting waiting) {
        return waiting.content().has("offer") ? Refused.OFFER : Refused.MESSAGE;
    }

    private void take(Offer offer) throws RejectedException, WireFormatException {
        if (!offer.initiator().equals(peer)) {
            throw new RejectedException(Reason.NOT_OURS, "it is an offer of somebody else than " + peer);
        }
        IdentityKey offering = IdentityKey.of(offer.decodeInitiatorIdentityKey());
        Agreement agreement = handshake.take(offer, new Person(peer, offering), state.newestOffer(offering));
        if (offering.equals(state.pin().rejected())) {
            throw new RejectedException(Reason.NOT_OURS, "it is from the identity key that you decided against");
        }
        identity.see(offering);
        if (!identity.awaitsDecision()) {
            AuthenticatedSession session =
                    AuthenticatedSession.begin(agreement, me, peer, random, clock, narrator.steps());
            state.begin(session, offering, offer.time(), Optional.empty());
            console.showStatus("An offer has come from " + peer + ", signed and for me: we share keys. Type to talk.");
        }
    }

    private void take(SealedMessage message) throws IOException, RejectedException, WireFormatException {
        Envelope envelope = message.decode();
        MessageHeader header = MessageHeader.of(envelope.associatedData());
        AuthenticatedSession session = state.session(header.sessionId())
                .orElseThrow(() -> new RejectedException(
                        Reason.NOT_OURS,
                        "it belongs to a session that is not known here; new keys, which /renew makes on"
                                + " the side that offers them, help if this goes on"));
        saveBeforeAnother(header.sessionId());
        show(header, session.open(envelope));
    }

    /**
     * The mark speaks of one session only, so what was shown of another has to be saved before it moves on; but not
     * with the next message already opened, which would be refused as a repetition if it is never shown.
     */
    private void saveBeforeAnother(SessionId next) throws IOException {
        if (mark.last().filter(last -> !last.session().equals(next)).isPresent()) {
            state.save();
        }
    }

    private void show(MessageHeader header, Opened opened) throws IOException {
        ShownMark.Mark last = mark.last().orElse(null);
        if (last != null && last.session().equals(header.sessionId()) && header.sequence() <= last.sequence()) {
            if (header.sequence() == last.sequence()) {
                console.showStatus("Perhaps shown already, just before I was interrupted: " + peer + ": "
                        + TextRules.printable(opened.text()));
            }
            return;
        }
        remark(opened);
        mark.mark(header.sessionId(), header.sequence());
        console.showMessage(peer, opened.text());
    }

    private void remark(Opened opened) {
        if (opened.missing() > 0) {
            console.showStatus(
                    opened.missing() == 1
                            ? "A message from " + peer + " is missing here."
                            : opened.missing() + " messages from " + peer + " are missing here.");
            narrator.done(StepKind.GAP_NOTICED, () -> List.of(Detail.in("missing", Long.toString(opened.missing()))));
        }
        Instant now = clock.instant();
        Duration delay = opened.sealedAt()
                .map(sealedAt -> Duration.between(sealedAt, now))
                .orElse(Duration.ZERO);
        if (delay.abs().compareTo(LATE) > 0 && delay.minus(lastDelay).abs().compareTo(LATE) > 0) {
            console.showStatus(
                    delay.isNegative()
                            ? peer + "'s clock is ahead of mine by " + inWords(delay.negated()) + "."
                            : "The next message comes late: it was sealed " + inWords(delay)
                                    + " ago. It waited, was held up, or " + peer + "'s clock is behind.");
        }
        lastDelay = delay;
    }

    private static String inWords(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        return time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " min";
    }
}
