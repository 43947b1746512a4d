package encryptedchat.testlevel;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.WireFormatException;

/** The body of an offer. Keys and the signature, which is over {@link Terms#toBytes}, are Base64. */
record Offer(Terms terms, String signature) {

    /** All that both must agree on, so that the keys depend on it. The one-time prekey is empty if none was left. */
    record Terms(
            String session,
            String initiator,
            String initiatorKey,
            String responder,
            String responderKey,
            String ephemeralKey,
            String signedPrekey,
            String oneTimePrekey,
            long time) {

        byte[] toBytes() {
            CanonicalBytes fields =
                    CanonicalBytes.of("encrypted-chat test offer").add(RatchetingLevel.NAME);
            fields.add(session).add(initiator).add(initiatorKey).add(responder).add(responderKey);
            fields.add(ephemeralKey).add(signedPrekey).add(oneTimePrekey).add(time);
            return fields.toBytes();
        }

        Person from() throws WireFormatException, RejectedException {
            return person(initiator, initiatorKey);
        }

        Person to() throws WireFormatException, RejectedException {
            return person(responder, responderKey);
        }

        private static Person person(String name, String key) throws WireFormatException, RejectedException {
            return new Person(PersonName.check("name", name), IdentityKey.of(Base64Text.decode("key", key)));
        }
    }
}
