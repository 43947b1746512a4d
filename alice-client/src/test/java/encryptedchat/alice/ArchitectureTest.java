package encryptedchat.alice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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

    /** So nothing is to be changed here when a level is added. */
    @Test
    void noLevelFromTwoUpIsNamed() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("encryptedchat.crypto.level.*..").and(resideOutsideOfPackage("..classic..")))
                .check(PRODUCTION);
    }

    @Test
    void levelClassicIsNamedOnlyInThePackageCalledClassic() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..classic..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat..classic..")
                .check(PRODUCTION);
    }
}
