package encryptedchat.relay.v1;

import encryptedchat.relay.http.JsonBodies;
import encryptedchat.relay.http.Witness;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.Word;
import io.javalin.http.Context;

/**
 * One request, after it was let in.
 *
 * @param caller who has logged in; empty where nobody has to
 */
record Call(Context context, String caller, Query query) {
    /** @throws WireFormatException if the name in the path follows no rule for names */
    String name() throws WireFormatException {
        return PersonName.check("name", context.pathParam("name"));
    }

    /** @throws WireFormatException if the id in the path is not 32 hexadecimal digits */
    String id() throws WireFormatException {
        return RandomId.check("id", context.pathParam("id"));
    }

    /** @throws WireFormatException if the level in the path is not a word of the protocol */
    String level() throws WireFormatException {
        return Word.check("level", context.pathParam("level"));
    }

    /** Tells whoever watches who is asking, where no token said so. */
    void knows(String name, KnownBy how) {
        Witness.of(context).caller(name, how);
    }

    /** @throws WireFormatException if the body does not have this shape */
    <T> T body(Class<T> shape) throws WireFormatException {
        return JsonBodies.read(context, shape);
    }
}
