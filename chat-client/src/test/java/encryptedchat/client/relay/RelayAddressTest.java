package encryptedchat.client.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayAddressTest {
    private static final String PIN = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:7070", "https://relay.example", "http://[::1]:7070"})
    void addressIsShownAsItIs(String url) {
        assertThat(RelayAddress.parse(url)).hasToString(url);
        assertThat(RelayAddress.parse(url + "/")).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:7070",
                "localhost",
                "ftp://relay.example",
                "http://",
                "http://relay.example/path",
                "http://relay.example?query",
                "http://relay.example#fragment",
                "http://alice@relay.example",
                "http://:secret@relay.example",
                "http://relay.example:70700"
            })
    void anythingElseIsNoAddress(String url) {
        assertThatThrownBy(() -> RelayAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--relay")
                .hasMessageNotContaining("secret");
    }

    @Test
    void pinIsForTls() {
        assertThat(RelayAddress.parse("https://relay.example").withPin(PIN).pin())
                .contains(PIN);
    }

    @Test
    void pinWithoutTlsIsRefused() {
        RelayAddress plain = RelayAddress.parse("http://relay.example");

        assertThatThrownBy(() -> plain.withPin(PIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://")
                .hasMessageContaining("does not fall back to plain HTTP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256/",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "sha256/2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "sha256/47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "SHA256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                " sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void pinOfAnotherFormIsRefused(String pin) {
        RelayAddress relay = RelayAddress.parse("https://relay.example");

        assertThatThrownBy(() -> relay.withPin(pin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--pin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:7070",
                "http://127.1.2.3",
                "http://[::1]:7070",
                "http://localhost",
                "http://LOCALHOST:7070",
                "https://10.0.0.5",
                "https://relay.example"
            })
    void thereIsNothingToWarnOfOnThisComputerOrWithTls(String url) {
        assertThat(RelayAddress.parse(url).warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5:7070",
                "http://[2001:db8::1]",
                "http://relay.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://0.0.0.0"
            })
    void plainHttpToAnotherComputerIsWarnedOf(String url) {
        assertThat(RelayAddress.parse(url).warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains(url).contains("plain HTTP"));
    }
}
