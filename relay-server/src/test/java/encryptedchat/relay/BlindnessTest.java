package encryptedchat.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay has nothing to decrypt with: neither in what its code uses nor in what lies on its class path. */
class BlindnessTest {
    private static final JavaClasses RELAY_AND_WIRE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("encryptedchat");

    @Test
    void relayUsesTheWireFormatItsHttpServerAndItsDatabaseAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("encryptedchat.relay..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "encryptedchat.relay..",
                        "encryptedchat.wire..",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "picocli..",
                        "org.jdbi..",
                        "org.sqlite..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "java..")
                .check(RELAY_AND_WIRE);
    }

    @Test
    void neitherRelayNorWireFormatUsesACipher() {
        noClasses()
                .that()
                .resideInAPackage("encryptedchat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.crypto..", "org.bouncycastle..", "encryptedchat.crypto..", "encryptedchat.client..")
                .check(RELAY_AND_WIRE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.bouncycastle.crypto.digests.SHA256Digest",
                "encryptedchat.crypto.RejectedException",
                "encryptedchat.client.RelayHttp"
            })
    void classPathHoldsNoCryptographyAndNoClient(String className) {
        assertThatThrownBy(() -> Class.forName(className)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void whatTheRelayDoesUseIsFoundInTheSameWay() {
        assertThatCode(() -> Class.forName("encryptedchat.wire.Json")).doesNotThrowAnyException();
        assertThat(RELAY_AND_WIRE.contain("encryptedchat.relay.Relay")).isTrue();
        assertThat(RELAY_AND_WIRE.contain("encryptedchat.wire.Json")).isTrue();
    }
}
