package encryptedchat.classroom.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.classroom.Called;
import org.junit.jupiter.api.Test;

/** The command check, as a learner calls it. */
class CheckTest {
    @Test
    void withoutALessonAllAreListed() {
        Called check = Called.with("check");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out().lines().map(line -> line.replaceFirst(" .*", "")))
                .startsWith("base64", "relay", "symmetric", "aead", "asymmetric", "derivation", "channel");
    }

    @Test
    void taskIsShownAndItsAnswerJudged() {
        Called task = Called.with("check", "derivation", "--learner", "Ada");
        assertThat(task.exitCode()).isZero();
        String info = Called.with(
                        "lab", "fields", "encrypted-chat message key", "text:authenticated", "text:bob", "text:alice")
                .value("fields");
        String key = Called.with(
                        "lab",
                        "hkdf",
                        "--info",
                        info,
                        "--secret",
                        task.value("master secret"),
                        "--salt",
                        task.value("salt, the hash of the transcript"))
                .value("key");
        Called right = Called.with("check", "derivation", "--learner", "Ada", key);
        assertThat(right.exitCode()).isZero();
        assertThat(right.out()).startsWith("Right. ");
        Called wrong = Called.with("check", "derivation", "--learner", "Bela", key);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out()).startsWith("Not yet. ");
    }

    @Test
    void wordsOfAnAnswerNeedNoQuotationMarks() {
        assertThat(Called.with("check", "base64", "--learner", "Ada", "7f", "23")
                        .out())
                .isEqualTo(Called.with("check", "base64", "7f 23", "--learner", "Ada")
                        .out())
                .doesNotContain("two parts");
    }

    @Test
    void wrongUseIsExplained() {
        assertUsage(
                "Give your name with --learner NAME, because each learner has different numbers.", "check", "base64");
        assertUsage("There is no lesson 'rot13'. The lessons are base64, relay,", "check", "rot13", "--learner", "Ada");
        assertUsage("1 to 64 characters; this one has 0.", "check", "base64", "--learner", " ");
        assertUsage("1 to 64 characters; this one has 65.", "check", "base64", "--learner", "a".repeat(65));
        assertUsage("without control characters", "check", "base64", "--learner", "a\u001b[2J");
    }

    private static void assertUsage(String said, String... args) {
        Called check = Called.with(args);
        assertThat(check.exitCode()).as(said).isEqualTo(2);
        assertThat(check.err()).contains(said);
        assertThat(check.out()).isEmpty();
    }

    @Test
    void nameIsTheSameHoweverItIsTyped() {
        assertThat(Learner.named("  ZOË ")).isEqualTo(Learner.named("zoe\u0308"));
        assertThat(Learner.named("\u0130pek")).isEqualTo(Learner.named("i\u0307pek"));
        assertThat(Learner.named("ada")).isNotEqualTo(Learner.named("a da"));
        assertThat(Learner.named("𝔸".repeat(64)).name()).hasSize(128);
    }

    @Test
    void halfACharacterIsNoName() {
        assertThatThrownBy(() -> Learner.named("a\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Learner.named("a\ufffd")).isInstanceOf(IllegalArgumentException.class);
    }
}
