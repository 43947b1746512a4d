package encryptedchat.crypto.level;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.Word;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The one list of levels. */
class LevelTest {
    private static final List<String> NAMES = ServiceLoader.load(Level.class).stream()
            .map(ServiceLoader.Provider::get)
            .map(Level::name)
            .toList();

    @Test
    void defaultComesFirst() {
        assertThat(NAMES).first().isEqualTo("authenticated");
    }

    @Test
    void everyLevelHasAWordOfItsOwnForAName() {
        assertThat(NAMES)
                .doesNotHaveDuplicates()
                .doesNotContain("classic")
                .allSatisfy(
                        name -> assertThatCode(() -> Word.check("level", name)).doesNotThrowAnyException());
    }

    @Test
    void sessionIdHas16Bytes() {
        SessionId id = SessionId.of("16 bytes of them".getBytes(US_ASCII));
        assertThat(id.toBytes()).hasSize(16);
        assertThat(SessionId.of(id.toBytes())).isEqualTo(id);
        assertThatThrownBy(() -> SessionId.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionId.of(new byte[17])).isInstanceOf(IllegalArgumentException.class);
    }
}
