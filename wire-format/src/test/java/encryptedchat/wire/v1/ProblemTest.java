package encryptedchat.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Problem.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void kindComesBackFromTheWire(Kind kind) throws Exception {
        Problem read = Json.read(Json.write(Problem.of(kind, "Do that.")), Problem.class);
        assertThat(read.kind()).hasValue(kind);
        assertThat(read.status()).isEqualTo(kind.status()).isBetween(400, 599);
        assertThat(read.type()).isEqualTo("/v1/problems/" + kind.code()).matches("[a-z0-9/-]+");
        assertThat(read.title()).isEqualTo(kind.title()).isNotBlank();
        assertThat(read.detail()).isEqualTo("Do that.");
    }

    @Test
    void noTwoKindsHaveTheSameTypeOrTitle() {
        assertThat(Arrays.stream(Kind.values()).map(Kind::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Kind.values()).map(Kind::title)).doesNotHaveDuplicates();
    }

    @Test
    void typeOfANewerRelayIsNoKindThatIsKnown() {
        assertThat(new Problem("/v1/problems/new", "New", 400, "").kind()).isEmpty();
        assertThat(new Problem("about:blank", "New", 400, "").kind()).isEmpty();
        assertThat(new Problem("malformed", "New", 400, "").kind()).isEmpty();
    }
}
