package encryptedchat.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The cryptography computes, and does nothing else: no I/O, no thread, no clock, and no randomness but what it is
 * given.
 */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("encryptedchat.crypto");

    /** Every package directly below, and what is below that. */
    private static final String EACH_LEVEL = "encryptedchat.crypto.level.*..";

    /** Without dots at its end, a package stands for itself alone: java.util is here, java.util.concurrent is not. */
    @Test
    void onlyTheseArePartsOfIt() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "encryptedchat.crypto..",
                        "encryptedchat.wire..",
                        "org.bouncycastle..",
                        "org.jspecify..",
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.nio.charset",
                        "java.security..",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "javax.crypto..",
                        // The names of the fields in a level's own records.
                        "com.fasterxml.jackson.annotation")
                .check(PRODUCTION);
    }

    @Test
    void noThreadOrProcessIsStarted() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Thread.class,
                        ThreadLocal.class,
                        Timer.class,
                        TimerTask.class,
                        Runtime.class,
                        Process.class,
                        ProcessBuilder.class)
                .check(PRODUCTION);
    }

    @Test
    void timeComesInFromOutside() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "reads a clock of its own",
                        target -> isClockOfJavaTime(target)
                                || isOneOf(target, System.class, "currentTimeMillis", "nanoTime")
                                || isOneOf(target, Date.class, "<init>")
                                || isOneOf(target, Calendar.class, "getInstance")))
                .check(PRODUCTION);
    }

    @Test
    void randomnessComesInFromOutside() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "makes a random of its own",
                        target -> isOneOf(target, SecureRandom.class, "<init>", "getInstance", "getInstanceStrong")
                                || isOneOf(target, Random.class, "<init>")
                                || isOneOf(target, SplittableRandom.class, "<init>")
                                || isOneOf(target, UUID.class, "randomUUID")
                                || isOneOf(target, Math.class, "random")
                                || target.getName().equals("getSecureRandom")))
                .check(PRODUCTION);
    }

    @Test
    void nothingIsReadFromOrPrintedToTheSystem() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "uses the process it runs in",
                        target -> isOneOf(
                                target,
                                System.class,
                                "in",
                                "out",
                                "err",
                                "console",
                                "exit",
                                "getenv",
                                "getProperty",
                                "getProperties",
                                "getLogger")))
                .check(PRODUCTION);
    }

    @Test
    void primitivesDoNotKnowWhatUsesThem() {
        noClasses()
                .that()
                .resideInAPackage("encryptedchat.crypto.primitive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("encryptedchat.crypto.identity..", "encryptedchat.crypto.level..")
                .check(PRODUCTION);
    }

    @Test
    void identitiesDoNotKnowTheLevels() {
        noClasses()
                .that()
                .resideInAPackage("encryptedchat.crypto.identity..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat.crypto.level..")
                .check(PRODUCTION);
    }

    /** The cryptography does not know the relay: what crosses the wire to it is the client's. */
    @Test
    void theRelaysInterfaceIsNoPartOfIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat.wire.v1..")
                .check(PRODUCTION);
    }

    /** So nobody needs to be changed when a level is added. */
    @Test
    void typesOfALevelAreUsedOnlyInsideItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(EACH_LEVEL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(EACH_LEVEL)
                .check(PRODUCTION);
        slices().matching("encryptedchat.crypto.level.(*)..")
                .should()
                .notDependOnEachOther()
                .check(PRODUCTION);
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

    private static DescribedPredicate<JavaAccess<?>> describe(String description, Predicate<AccessTarget> forbidden) {
        return DescribedPredicate.describe(description, access -> forbidden.test(access.getTarget()));
    }

    /** Such as Clock.systemUTC, InstantSource.system, Clock.tickSeconds, and Instant.now, even of a given clock. */
    private static boolean isClockOfJavaTime(AccessTarget target) {
        return target.getOwner().getPackageName().equals("java.time")
                && target.getName().matches("system.*|tick.*|now");
    }

    private static boolean isOneOf(AccessTarget target, Class<?> owner, String... names) {
        return target.getOwner().isEquivalentTo(owner) && Set.of(names).contains(target.getName());
    }
}
