package encryptedchat.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import encryptedchat.client.level.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code of both clients may use: the arrows of the design, seen from chat-client. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("encryptedchat.client");

    @Test
    void onlyTheseArePartsOfIt() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "encryptedchat.client..",
                        "encryptedchat.crypto..",
                        "encryptedchat.wire..",
                        "com.fasterxml.jackson..",
                        "okhttp3..",
                        "okio..",
                        "org.jline..",
                        "picocli..",
                        "org.jspecify.annotations..",
                        "java..",
                        "javax.net.ssl..")
                .check(PRODUCTION);
    }

    @Test
    void onlyOneClassSpeaksHttp() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RelayHttp")
                .should()
                .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio..")
                        .and(not(simpleName("HttpUrl").or(simpleName("CertificatePinner")))))
                .check(PRODUCTION);
    }

    /** So nothing is to be changed here when a level is added. */
    @Test
    void noLevelFromTwoUpIsNamed() throws IOException {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("encryptedchat.crypto.level.*..").and(resideOutsideOfPackage("..classic..")))
                .check(PRODUCTION);
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Files.readString(source))
                            .doesNotContain(Levels.all().stream()
                                    .map(level -> '"' + level.name() + '"')
                                    .toList()));
        }
    }

    @Test
    void levelClassicIsNamedOnlyInPackagesCalledClassic() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..classic..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat..classic..")
                .check(PRODUCTION);
    }

    @Test
    void noPackageNeedsOneThatNeedsIt() {
        slices().matching("encryptedchat.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void onlyOneClassKnowsTheTerminal() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TerminalConsole")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jline..").and(not(simpleName("WCWidth"))))
                .check(PRODUCTION);
    }

    @Test
    void onlyOneClassCountsColumns() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TextWidth")
                .should()
                .dependOnClassesThat(simpleName("WCWidth"))
                .check(PRODUCTION);
    }
}
