package encryptedchat.classroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the classroom shows are the packaged programs themselves, seen from outside. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("encryptedchat.classroom");

    @Test
    void aliceBobAndTheRelayAreOnlyEverProcesses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("encryptedchat.alice..", "encryptedchat.bob..", "encryptedchat.relay..")
                .check(PRODUCTION);
    }
}
