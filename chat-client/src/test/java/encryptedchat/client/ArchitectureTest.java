package encryptedchat.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
                .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio..").and(not(simpleName("HttpUrl"))))
                .check(PRODUCTION);
    }

    @Test
    void whatAllLevelsShareDoesNotKnowALevel() {
        noClasses()
                .that()
                .resideInAPackage("encryptedchat.client")
                .and()
                .doNotHaveSimpleName("ChatCommand")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat.client.classic..")
                .check(PRODUCTION);
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
