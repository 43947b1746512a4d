package encryptedchat.alice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What Alice's steps may use: what both clients share, and neither the relay nor Bob, nor HTTP, nor the terminal. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("encryptedchat.alice");

    @Test
    void sheReachesTheRelayAndBobOnlyThroughTheClient() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "encryptedchat.alice..",
                        "encryptedchat.client..",
                        "encryptedchat.crypto..",
                        "encryptedchat.wire..",
                        "picocli..",
                        "org.jspecify.annotations..",
                        "java..")
                .check(PRODUCTION);
    }
}
