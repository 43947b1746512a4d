package encryptedchat.classroom.authenticated;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.wire.Json;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.People;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A relay that sits between Alice and Bob from their first contact on: to her it is Bob, to him it is Alice, and it
 * opens and seals again all that they write.
 */
final class ManInTheMiddle implements LyingRelay.Lie {
    private static final String BOBS_PREKEYS = "/v1/people/bob/prekeys/authenticated/claims/";

    private final Level level = new AuthenticatedLevel();
    private final Party asBob = party("bob");
    private final Party asAlice = party("alice");
    private final Prekeys prekeys = level.newPrekeys(asBob);
    private final List<String> read = new CopyOnWriteArrayList<>();
    private @Nullable Person bob;
    private @Nullable PublishedPrekeys bobsPrekeys;
    private @Nullable Session withAlice;
    private @Nullable Session withBob;

    /** @return all texts, of both, in the order in which they came by */
    List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public synchronized String answer(String method, String path, int status, String body) throws Exception {
        boolean found = status == 200 || status == 201;
        if (found && method.equals("PUT") && path.startsWith(BOBS_PREKEYS)) {
            bobsPrekeys = Json.readText(body, PublishedPrekeys.class);
            return Json.writeText(level.publish(asBob, prekeys));
        }
        if (found && method.equals("GET") && path.equals("/v1/people/alice")) {
            return person(asAlice);
        }
        if (found && method.equals("GET") && path.equals("/v1/people/bob")) {
            bob = new Person(
                    "bob",
                    IdentityKey.of(Json.readText(body, People.Person.class).decodeIdentityKey()));
            return person(asBob);
        }
        return body;
    }

    @Override
    public synchronized String request(String method, String path, String body) throws Exception {
        boolean toBob = path.startsWith("/v1/mailboxes/bob/messages/");
        boolean toAlice = path.startsWith("/v1/mailboxes/alice/messages/");
        if (!method.equals("PUT") || !(toBob || toAlice)) {
            return body;
        }
        Content content = Json.readText(body, Content.class);
        if (content.kind().equals(Content.OFFER)) {
            return Json.writeText(LevelMail.offer(offerAgain(content.body())));
        }
        return Json.writeText(toBob ? fromAliceToBob(content) : fromBobToAlice(content));
    }

    private RawJson offerAgain(RawJson alices) throws Exception {
        Accepted accepted = level.accept(asBob, level.initiator(alices), prekeys, alices, 0);
        withAlice = accepted.session();
        Begun begun =
                level.begin(asAlice, Objects.requireNonNull(bob), Objects.requireNonNull(bobsPrekeys), accepted.time());
        withBob = begun.session();
        return begun.offer();
    }

    private Content fromAliceToBob(Content message) throws Exception {
        Opened opened = open(withAlice, message);
        withAlice = opened.next();
        Sealed sealed = Objects.requireNonNull(withBob).seal(opened.plaintext());
        withBob = sealed.next();
        return LevelMail.message(sealed.envelope());
    }

    private Content fromBobToAlice(Content message) throws Exception {
        Opened opened = open(withBob, message);
        withBob = opened.next();
        Sealed sealed = Objects.requireNonNull(withAlice).seal(opened.plaintext());
        withAlice = sealed.next();
        return LevelMail.message(sealed.envelope());
    }

    private Opened open(@Nullable Session session, Content message) throws Exception {
        Opened opened = Objects.requireNonNull(session).open(LevelMail.envelope(message));
        read.add(new String(opened.plaintext(), UTF_8));
        return opened;
    }

    private static Party party(String name) {
        SecureRandom random = new SecureRandom();
        Identity identity = new Identity(name, IdentityKeyPair.generate(random));
        return new Party(identity, random, InstantSource.system(), Steps.SILENT);
    }

    private static String person(Party who) {
        return Json.writeText(
                People.Person.of(who.name(), who.person().identityKey().toBytes()));
    }
}
