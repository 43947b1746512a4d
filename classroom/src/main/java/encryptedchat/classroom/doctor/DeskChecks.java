package encryptedchat.classroom.doctor;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody in front of the computer sees of it: the clock, the browser, the terminal. */
final class DeskChecks {
    /** In fewer columns the lines of the demo break. */
    static final int NARROWEST = 80;

    /** From here on the demo shows three columns. */
    static final int WIDE = 120;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern MADE = Pattern.compile("<project.build.outputTimestamp>([^<]+)<");
    private static final Pattern UTF_8 = Pattern.compile("(?i)utf-?8|65001");

    private final Computer computer;
    private final Platform platform;

    DeskChecks(Computer computer) {
        this.computer = computer;
        this.platform = computer.platform();
    }

    List<Supplier<Finding>> all() {
        return List.of(this::clock, this::browser, this::characters, this::width);
    }

    /** Offline a clock that is too late cannot be told from a right one, so a person is asked. */
    private Finding clock() {
        ZonedDateTime now = ZonedDateTime.now(computer.clock());
        String says = "The clock says " + now.format(TIME) + " in the zone " + now.getZone() + ".";
        return whenThisWasMade().filter(now.toInstant()::isBefore).isPresent()
                ? Finding.look(
                        says + " That is before this program was made.",
                        "Set the clock. With a wrong one Maven may fetch nothing, and Alice and Bob on two computers "
                                + "refuse each other: an offer must not be more than 1 day ahead, or 30 days old.")
                : Finding.ok(says + " Compare it with a watch.");
    }

    private Optional<Instant> whenThisWasMade() {
        return MADE.matcher(Computer.textOf(computer.project().resolve("pom.xml")))
                .results()
                .map(made -> Instant.parse(made.group(1)))
                .findFirst();
    }

    private Finding browser() {
        if (computer.program(platform.opener).isEmpty()) {
            return Finding.look(
                    "No browser can be opened from here: the program " + platform.opener + " is missing.",
                    "Only demo --open needs it, and it prints the address too. Install: " + platform.browser);
        }
        boolean alwaysADesktop = platform == Platform.MAC || platform == Platform.WINDOWS;
        return alwaysADesktop
                        || !computer.namesOfSet("DISPLAY", "WAYLAND_DISPLAY").isEmpty()
                ? Finding.ok("A browser can be opened from here, with " + platform.opener + ".")
                : Finding.look(
                        "No browser can be opened from here: there is no desktop.",
                        "Only demo --open needs it. Open the address that it prints in a browser of this computer.");
    }

    private Finding characters() {
        String set = platform == Platform.WINDOWS ? codePage() : locale();
        return UTF_8.matcher(set).find()
                ? Finding.ok("The terminal is set to UTF-8, so to all alphabets (" + set + ").")
                : Finding.look(
                        "The terminal is set to " + (set.isEmpty() ? "no alphabet" : set)
                                + ", not to UTF-8. Letters beyond the English ones may look wrong.",
                        platform == Platform.WINDOWS ? "Say before: chcp 65001" : "Say before: export LC_ALL=C.UTF-8");
    }

    private String codePage() {
        return computer.outputOf("cmd", "/c", "chcp").replaceAll("\\D", "");
    }

    private String locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(computer::variable)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Finding width() {
        String columns = columns();
        if (!columns.matches("[1-9]\\d{0,4}")) {
            return Finding.ok("The width of the terminal is not known; the demo takes " + NARROWEST + " columns.");
        }
        int width = Integer.parseInt(columns);
        String says = "The terminal is " + width + " columns wide. ";
        if (width < NARROWEST) {
            return Finding.look(says + "Lines of the demo break in it.", "Widen it to 80 columns, better 120.");
        }
        return Finding.ok(says
                + (width < WIDE
                        ? "From " + WIDE + " on the demo shows Alice, the relay and Bob side by side."
                        : "The demo shows Alice, the relay and Bob side by side."));
    }

    private String columns() {
        String asked = computer.variable("COLUMNS");
        return asked.isEmpty() ? computer.outputOf("stty", "size").replaceFirst("^\\d+ (\\d+)\\s*$", "$1") : asked;
    }
}
