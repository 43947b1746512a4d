package encryptedchat.classroom;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.RawJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The secrets of one session of level authenticated, worked out once more: from its offer, as whoever has Bob's keys
 * can.
 *
 * @param keys one for each direction
 */
public record SessionSecrets(SecretBytes masterSecret, List<SecretBytes> keys) {
    private static final Pattern OFFER = Pattern.compile("\"kind\":\"offer\",\"body\":(\\{[^{}]*\\})");

    /** @return each offer that is somewhere in it, once, the first one first */
    public static List<RawJson> offersIn(String wire) {
        return OFFER.matcher(wire)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .map(RawJson::new)
                .toList();
    }

    /** @param offer from Alice to Bob */
    public static SessionSecrets of(RawJson offer, Path alicesHome, Path bobsHome) throws Exception {
        Identity alice = AuthenticatedHome.identity(alicesHome);
        Identity bob = AuthenticatedHome.identity(bobsHome);
        MadeSecrets made = new MadeSecrets();
        Party asBob = new Party(bob, new SecureRandom(), InstantSource.system(), made);
        new AuthenticatedLevel().accept(asBob, alice.person(), AuthenticatedHome.prekeys(bobsHome), offer, 0);
        return new SessionSecrets(made.in("master-secret-decrypted").get(0), made.in("key-derived"));
    }

    /** Writes down each secret that comes out of a step. */
    private static final class MadeSecrets implements Steps {
        private final Map<String, List<SecretBytes>> byStep = new HashMap<>();

        @Override
        public void done(String step, Supplier<List<Detail>> details) {
            List<SecretBytes> secrets = details.get().stream()
                    .filter(detail -> detail.label().equals("Out"))
                    .map(Detail::value)
                    .filter(SecretBytes.class::isInstance)
                    .map(SecretBytes.class::cast)
                    .toList();
            byStep.computeIfAbsent(step, any -> new ArrayList<>()).addAll(secrets);
        }

        List<SecretBytes> in(String step) {
            return Objects.requireNonNull(byStep.get(step), step);
        }
    }
}
