package encryptedchat.classroom.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java, Maven, and whether the programs are built. */
final class ToolChecks {
    private static final int OLDEST_JAVA = 17;
    private static final List<Integer> OLDEST_MAVEN = List.of(3, 8, 7);

    /** The second group is the number that a Java is called by: Java 8 says 1.8. */
    private static final String JAVA_VERSION = "((?:1\\.)?(\\d+)[^\\s\",]*)";

    private static final Pattern JAVA_SAYS = Pattern.compile("version \"" + JAVA_VERSION);
    private static final Pattern MAVEN_SAYS = Pattern.compile("Apache Maven ((\\d+)\\.(\\d+)(?:\\.(\\d+))?)");
    private static final Pattern MAVENS_JAVA = Pattern.compile("Java version: " + JAVA_VERSION);

    private final Computer computer;
    private final Platform platform;

    ToolChecks(Computer computer) {
        this.computer = computer;
        this.platform = computer.platform();
    }

    List<Supplier<Finding>> all() {
        return List.of(this::java, this::javaOnThePath, this::maven, this::built);
    }

    /** The launcher has looked before that it is new enough and has a compiler: this runs on it. */
    private Finding java() {
        return Finding.ok("Java " + Runtime.version() + ", a JDK, in " + System.getProperty("java.home")
                + (computer.variable("JAVA_HOME").isEmpty() ? ". JAVA_HOME is not set." : ". JAVA_HOME names it."));
    }

    /** The launcher prefers JAVA_HOME; whoever types {@code java -jar} gets the one on the PATH. */
    private Finding javaOnThePath() {
        String mend =
                platform.chat + " does not need it. For java -jar by hand: put the folder bin of your JDK first on "
                        + "the PATH, or install one: " + platform.java;
        Optional<Path> java = computer.program("java");
        if (java.isEmpty()) {
            return Finding.look("No java is found on the PATH.", mend);
        }
        Matcher version = JAVA_SAYS.matcher(computer.outputOf(java.get().toString(), "-version"));
        if (!version.find()) {
            return Finding.look("On the PATH is " + java.get() + ", which does not run.", mend);
        }
        String says = "On the PATH is " + java.get() + ", version " + version.group(1);
        return isOldJava(version) ? Finding.look(says + ", which is too old.", mend) : Finding.ok(says + ".");
    }

    private Finding maven() {
        String mend =
                "Install Maven 3.8.7 or later: " + platform.maven + ". If that is an older one: unpack the one of "
                        + "https://maven.apache.org/download.cgi, put its folder bin first on the PATH, and open a new terminal.";
        Optional<Path> maven = computer.program("mvn");
        if (maven.isEmpty()) {
            return neededToBuild("No Maven (mvn) is found on the PATH.", mend);
        }
        String output = computer.outputOf(maven.get().toString(), "-v");
        Matcher version = MAVEN_SAYS.matcher(output);
        Matcher java = MAVENS_JAVA.matcher(output);
        if (!version.find() || !java.find()) {
            return neededToBuild(maven.get() + " does not run. It says: " + firstLine(output), mend);
        }
        String says = "Maven " + version.group(1) + ", which uses Java " + java.group(1);
        if (isOldMaven(version)) {
            return neededToBuild(says + ". This Maven is too old.", mend);
        }
        return isOldJava(java)
                ? neededToBuild(says + ". That Java is too old.", "Set JAVA_HOME to a JDK, version 17 or later.")
                : Finding.ok(says + ".");
    }

    private Finding built() {
        return computer.isBuilt()
                ? Finding.ok("The programs are built.")
                : Finding.look(
                        "The programs are not built yet. The first start builds them: Maven fetches the libraries from "
                                + "the internet, which takes a minute or a few.",
                        "Before a lesson, do it once where the network is good: " + platform.chat + " demo");
    }

    private Finding neededToBuild(String says, String mend) {
        return computer.isBuilt()
                ? Finding.look(says + " The programs are built, so only a change to them needs it.", mend)
                : Finding.wrong(says, mend);
    }

    private static boolean isOldJava(Matcher version) {
        return Integer.parseInt(version.group(2)) < OLDEST_JAVA;
    }

    private static boolean isOldMaven(Matcher version) {
        for (int place = 0; place < OLDEST_MAVEN.size(); place++) {
            int number = Integer.parseInt(
                    Optional.ofNullable(version.group(2 + place)).orElse("0"));
            if (number != OLDEST_MAVEN.get(place)) {
                return number < OLDEST_MAVEN.get(place);
            }
        }
        return false;
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("nothing.");
    }
}
