package encryptedchat.client.mailbox;

import encryptedchat.client.Console.Input;
import encryptedchat.client.RelayException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What can happen in a conversation. All of it is handled one by one, in one thread. */
sealed interface Event {
    /** Calls the method of the handler that is for this. */
    void tell(Handler handler) throws IOException;

    /** Knows what to do in each case. */
    interface Handler {
        void entered(Input input);

        void arrived(Arrived messages) throws IOException;

        void acknowledged(List<String> ids);

        void accepted(String id);

        void refused(String id, RelayException why);

        void held();

        void peerUnknown();

        void identitySeen(IdentityKey identityKey);

        void exchangeKeyFound(IdentityKey identityKey, Optional<ExchangeKey> exchangeKey);

        void registered();

        void away(RelayThread source, RelayException why);

        void back(RelayThread source);

        void failed(RelayException why);
    }

    /** The person, or the script, has entered a line or left. */
    record Entered(Input input) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.entered(input);
        }
    }

    /**
     * Messages have come.
     *
     * @param done completed with the ids of those that the relay need not keep any longer
     */
    record Arrived(List<Waiting> messages, CompletableFuture<List<String>> done) implements Event {
        @Override
        public void tell(Handler handler) throws IOException {
            handler.arrived(this);
        }
    }

    /** The relay has forgotten these messages, so they cannot come again. */
    record Acknowledged(List<String> ids) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.acknowledged(ids);
        }
    }

    /** The relay has stored this message of ours. */
    record Accepted(String id) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.accepted(id);
        }
    }

    /** The relay will never take this message of ours. */
    record Refused(String id, RelayException why) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.refused(id, why);
        }
    }

    /** Our message was not sent, because the peer shows another identity key. */
    record Held() implements Event {
        @Override
        public void tell(Handler handler) {
            handler.held();
        }
    }

    /** Nobody has the peer's name at this relay. */
    record PeerUnknown() implements Event {
        @Override
        public void tell(Handler handler) {
            handler.peerUnknown();
        }
    }

    /** The relay shows this key for the peer's name. */
    record IdentitySeen(IdentityKey identityKey) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.identitySeen(identityKey);
        }
    }

    /** The relay was asked for the exchange key of whoever has this identity key; nothing if none is published. */
    record ExchangeKeyFound(IdentityKey identityKey, Optional<ExchangeKey> exchangeKey) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.exchangeKeyFound(identityKey, exchangeKey);
        }
    }

    /** The relay did not know us, or no longer; what waited there is lost then. */
    record Registered() implements Event {
        @Override
        public void tell(Handler handler) {
            handler.registered();
        }
    }

    /** The relay cannot be reached, or has no room at the moment. */
    record Away(RelayThread source, RelayException why) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.away(source, why);
        }
    }

    /** The relay has answered. */
    record Back(RelayThread source) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.back(source);
        }
    }

    /** The conversation cannot go on. */
    record Failed(RelayException why) implements Event {
        @Override
        public void tell(Handler handler) {
            handler.failed(why);
        }
    }

    /** A mistake of this program in another thread: it ends the program, as one in this thread would. */
    record Broken(RuntimeException mistake) implements Event {
        @Override
        public void tell(Handler handler) {
            throw mistake;
        }
    }
}
