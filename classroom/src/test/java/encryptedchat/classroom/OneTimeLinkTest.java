package encryptedchat.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever follows the link first comes to what it leads to, and nobody else. */
class OneTimeLinkTest {
    private static final String TARGET = "http://127.0.0.1:1/secret/";
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;

    @Test
    void itLeadsThereOnce() throws Exception {
        try (OneTimeLink link = new OneTimeLink(TARGET)) {
            HttpResponse<Void> first = get(link.url());
            HttpResponse<Void> second = get(link.url());

            assertThat(first.statusCode()).isEqualTo(SEE_OTHER);
            assertThat(first.headers().firstValue("Location")).hasValue(TARGET);
            assertThat(first.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(second.statusCode()).isEqualTo(NOT_FOUND);
            assertThat(second.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void whoGuessesComesNowhereAndLeavesItUnused() throws Exception {
        try (OneTimeLink link = new OneTimeLink(TARGET)) {
            assertThat(get(link.url() + "x").statusCode()).isEqualTo(NOT_FOUND);
            assertThat(get(URI.create(link.url()).resolve("/").toString()).statusCode())
                    .isEqualTo(NOT_FOUND);
            assertThat(link.awaitUse(Duration.ZERO)).isFalse();

            assertThat(get(link.url()).statusCode()).isEqualTo(SEE_OTHER);
            assertThat(link.awaitUse(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void itDoesNotShowWhereItLeads() throws Exception {
        try (OneTimeLink link = new OneTimeLink(TARGET);
                OneTimeLink other = new OneTimeLink(TARGET)) {
            assertThat(link.url()).doesNotContain("secret");
            assertThat(URI.create(link.url()).getPath())
                    .hasSizeGreaterThan(20)
                    .isNotEqualTo(URI.create(other.url()).getPath());
        }
    }

    private static HttpResponse<Void> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
    }
}
