package encryptedchat.client.classic;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.OwnWay.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicWayTest {
    private final ClassicWay alice = new ClassicWay("alice", "bob", (setting, earlier) -> {
        throw new AssertionError("nobody talks");
    }) {};

    @Test
    void aPassphraseThatWouldProtectNothingIsRefused() {
        assertThat(alice.whyNot(new Wish("alice", "bob", true)))
                .hasValueSatisfying(why -> assertThat(why).contains("protects nothing at level classic"));
    }

    @Test
    void withoutAPassphraseLevelClassicIsAsItWas() {
        assertThat(alice.level()).isEqualTo("classic");
        assertThat(alice.whyNot(new Wish("alice", "bob", false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"carol, bob", "alice, carol", "bob, alice"})
    void otherNamesAreRefused(String name, String peer) {
        assertThat(alice.whyNot(new Wish(name, peer, false)))
                .hasValueSatisfying(why -> assertThat(why).contains("only alice and bob"));
    }
}
