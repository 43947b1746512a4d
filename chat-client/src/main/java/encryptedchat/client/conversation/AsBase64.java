package encryptedchat.client.conversation;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An identity key that is Base64 in a state file, or null. */
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonSerialize(converter = AsBase64.Writing.class)
@JsonDeserialize(converter = AsBase64.Reading.class)
@JsonSetter(nulls = Nulls.SET)
@interface AsBase64 {
    final class Writing extends StdConverter<IdentityKey, String> {
        @Override
        public String convert(IdentityKey key) {
            return Base64Text.encode(key.toBytes());
        }
    }

    final class Reading extends StdConverter<String, IdentityKey> {
        @Override
        public IdentityKey convert(String text) {
            try {
                return IdentityKey.of(Base64Text.decode("identity key", text));
            } catch (WireFormatException | RejectedException notAKey) {
                throw new IllegalArgumentException(notAKey);
            }
        }
    }
}
