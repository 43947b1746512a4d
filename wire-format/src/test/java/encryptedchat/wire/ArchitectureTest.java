package encryptedchat.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("encryptedchat.wire");

    @Test
    void wireFormatKnowsJsonAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("encryptedchat.wire..", "com.fasterxml.jackson..", "org.jspecify..", "java..")
                .check(PRODUCTION);
    }

    /** Level 1 has its own bodies; what the levels above it share does not know them, nor they the rest. */
    @Test
    void levelClassicStandsApart() {
        assertDoesNotUse("encryptedchat.wire.classic", "encryptedchat.wire.v1");
        assertDoesNotUse("encryptedchat.wire.v1", "encryptedchat.wire.classic");
        assertDoesNotUse("encryptedchat.wire", "encryptedchat.wire.classic");
    }

    @Test
    void noPackageNeedsOneThatNeedsIt() {
        slices().matching("encryptedchat.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    private static void assertDoesNotUse(String user, String used) {
        noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(used)
                .check(PRODUCTION);
    }
}
