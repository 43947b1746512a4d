package encryptedchat.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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

    @Test
    void levelsDoNotKnowEachOther() {
        assertDoesNotUse("encryptedchat.wire.classic", "encryptedchat.wire.authenticated");
        assertDoesNotUse("encryptedchat.wire.authenticated", "encryptedchat.wire.classic");
    }

    @Test
    void levelsDoNotKnowTheRelaysInterfaceThatCarriesThem() {
        assertDoesNotUse("encryptedchat.wire.classic", "encryptedchat.wire.v1");
        assertDoesNotUse("encryptedchat.wire.authenticated", "encryptedchat.wire.v1");
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
