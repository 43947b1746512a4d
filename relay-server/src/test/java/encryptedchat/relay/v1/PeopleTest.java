package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static encryptedchat.relay.v1.V1Calls.tree;
import static encryptedchat.relay.v1.V1Calls.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and identity keys: who has a name proves it, and nobody else can change what belongs to it. */
@TestInstance(PER_CLASS)
class PeopleTest {
    private final Relay relay = TestRelays.start(V1Calls.UNHURRIED);
    private final V1Calls calls = new V1Calls(relay.url());
    private final TestPerson bob = TestPerson.named("bob");
    private final String bobsToken = calls.registerAndLogIn(bob);

    @AfterAll
    void stop() {
        relay.close();
    }

    private Answer register(String name, Registration registration) {
        return calls.put("/v1/people/" + name, NO_TOKEN, registration);
    }

    @Test
    void nameBelongsToWhoRegisteredItFirst() {
        TestPerson first = TestPerson.named("carol");
        TestPerson second = TestPerson.named("carol");

        assertThat(register("carol", first.registration()).code()).isEqualTo(201);
        assertThat(register("carol", first.registration()).code()).isEqualTo(200);
        assertProblem(register("carol", second.registration()), Kind.NAME_TAKEN);

        assertThat(calls.get("/v1/people/carol", bobsToken).json())
                .isEqualTo(tree(Person.of("carol", first.identityKey())));
    }

    @Test
    void keyOfSomebodyElseIsNotRegistered() {
        TestPerson mallory = TestPerson.named("dave");
        byte[] signature = mallory.sign(V1.registrationBytes("dave", bob.identityKey()));

        assertProblem(register("dave", Registration.of(bob.identityKey(), signature)), Kind.SIGNATURE_WRONG);
        assertNobodyIs("dave");
    }

    @Test
    void signatureForAnotherNameOrPurposeRegistersNothing() {
        TestPerson erin = TestPerson.named("erin");
        byte[] key = erin.identityKey();
        for (byte[] signed : new byte[][] {
            V1.registrationBytes("erin2", key), V1.loginBytes("erin", key), key, new byte[0],
        }) {
            assertProblem(register("erin", Registration.of(key, erin.sign(signed))), Kind.SIGNATURE_WRONG);
        }
        assertProblem(register("frank", erin.registration()), Kind.SIGNATURE_WRONG);
        assertProblem(
                register("erin", new Registration(erin.registration().identityKey(), zeros(64))), Kind.SIGNATURE_WRONG);
        assertNobodyIs("erin");
        assertNobodyIs("frank");
    }

    /** All points of small order, some that are not canonical, and one y without a point. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000",
            })
    void keyThatIsNoGoodPointIsMalformed(String hex) {
        byte[] key = HexFormat.of().parseHex(hex);

        // R the neutral element and S zero: what verifies under a key of small order, for one message in eight at
        // least.
        byte[] signature = new byte[64];
        signature[0] = 1;
        assertProblem(register("weak", Registration.of(key, signature)), Kind.MALFORMED);
        assertNobodyIs("weak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob", "-bob", ".", "bob%20", "b%C3%B6b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void nameThatIsNoneIsMalformed(String name) {
        Answer answer = new Calls(relay)
                .send(calls.request("/v1/people/" + name)
                        .header("Authorization", "Bearer " + bobsToken)
                        .GET());

        assertProblem(answer, Kind.MALFORMED);
    }

    @Test
    void personThatNobodyRegisteredIsUnknown() {
        assertNobodyIs("nobody");
    }

    private void assertNobodyIs(String name) {
        assertProblem(calls.get("/v1/people/" + name, bobsToken), Kind.PERSON_UNKNOWN);
    }
}
