package encryptedchat.classroom.doctor;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor.Version;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks whether the demo can run here, and says how to fix what is wrong. {@code ./chat doctor} runs it with
 * {@code java Doctor.java} before anything is built; Java runs a single file from source, so all of it is here.
 */
public final class Doctor {
    /** How much a finding matters: nothing to do, worth knowing, or the demo cannot run. */
    private enum Mark {
        OK("ok     ", "\u001b[32m"),
        NOTE("note   ", "\u001b[33m"),
        WRONG("wrong  ", "\u001b[31m");

        private final String word;
        private final String colour;

        Mark(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }
    }

    private interface Attempt {
        void make() throws IOException;
    }

    /** The computer that is checked: its variables and Java's properties by name, and the free bytes in a folder. */
    record Computer(
            UnaryOperator<String> setting, Path project, ToLongFunction<File> free, int relayPort, int pythonPort) {}

    private final Computer computer;
    private final PrintStream out;
    private final boolean inColour;
    private final Path home;
    private final boolean isBuilt;
    private final Mark toBuild;
    private boolean canRun = true;

    Doctor(Computer computer, PrintStream out, boolean inColour) {
        this.computer = computer;
        this.out = out;
        this.inColour = inColour;
        home = Path.of(setting("user.home"));
        isBuilt = Stream.of("relay-server", "alice-client", "bob-client", "classroom")
                .allMatch(name -> Files.exists(computer.project.resolve(name + "/target/" + name + ".jar")));
        toBuild = isBuilt ? Mark.NOTE : Mark.WRONG;
    }

    /** @param args the folder of this project, then {@code --colour} if the marks are to have one */
    public static void main(String[] args) throws IOException {
        boolean inColour = args.length > 1 && args[1].equals("--colour");
        List<String> typed = List.of(args).subList(inColour ? 2 : 1, args.length);
        if (typed.isEmpty()) {
            UnaryOperator<String> setting = name -> Objects.toString(System.getenv(name), System.getProperty(name, ""));
            Computer here = new Computer(setting, Path.of(args[0]), File::getUsableSpace, 7070, 5000);
            System.exit(new Doctor(here, System.out, inColour).examine() ? 0 : 1);
        }
        boolean isHelp = typed.equals(List.of("--help")) || typed.equals(List.of("-h"));
        (isHelp ? System.out : System.err).println("chat doctor checks your setup. It takes no arguments.");
        System.exit(isHelp ? 0 : 2);
    }

    /** @return whether the demo can run */
    boolean examine() throws IOException {
        String chat = on("./chat", "./chat", ".\\chat");
        tools(chat);
        folders();
        network();
        ports(chat);
        desk();
        String otherwise = "The demo cannot run yet. Fix what is wrong above, then run " + chat + " doctor again.";
        out.println("\n" + (canRun ? "The demo can run: " + chat + " demo" : otherwise));
        return canRun;
    }

    private void tools(String chat) {
        // The launcher has made sure that this Java is new enough, and has a compiler.
        String from = setting("JAVA_HOME").isEmpty() ? " (from the PATH)" : " (from JAVA_HOME)";
        check(Mark.OK, "Java " + Runtime.version() + " in " + System.getProperty("java.home") + from, "", "");
        String fix = "Only java -jar by hand needs it. Put your JDK's bin folder first on the PATH, or install one: "
                + install("openjdk-17-jdk", "java-latest-openjdk-devel", "temurin", "EclipseAdoptium.Temurin.21.JDK");
        version(Mark.NOTE, "java on the PATH " + path("java"), "java -version", "version \"(\\d[^\"]*)", "17", fix);
        fix = "Only a build needs it, 3.8.7 or later: "
                + on(install("maven", "maven", "", "") + ", or ", "brew install maven, or ", "")
                + "unpack https://maven.apache.org/download.cgi and put its bin folder first on the PATH.";
        version(toBuild, "Maven", "mvn -v", "Apache Maven (\\d[\\w.-]*)", "3.8.7", fix);
        if (!path("mvn").isEmpty()) {
            version(toBuild, "Maven's JDK", "mvn -v", "Java version: ([^,]+)", "17", "Set JAVA_HOME to a newer one.");
        }
        fix = "The first start builds them, which takes minutes. Before a lesson, do it on a good network: ";
        check(Mark.NOTE, "Programs of this project", isBuilt ? "" : "not built yet", fix + chat + " demo");
    }

    private void version(Mark otherwise, String what, String command, String pattern, String oldest, String fix) {
        String output = outputOf(command);
        String version = first(pattern, output);
        // Only the numbers count: 17-ea is not older than 17.
        boolean isOld = Version.parse(first("([\\d.]*\\d)", "0" + version)).compareTo(Version.parse(oldest)) < 0;
        String failed = command + " says: " + first("(\\S.*)", output);
        check(otherwise, what + " " + version, version.isEmpty() ? failed : isOld ? "older than " + oldest : "", fix);
    }

    private void folders() {
        Path temporary = Path.of(setting("java.io.tmpdir"));
        // The demo writes only here, and the relay's store loads its native library from here.
        String fix = "Choose another one: set the variable JAVA_TOOL_OPTIONS to -Djava.io.tmpdir=FOLDER";
        check(Mark.WRONG, "Writing temporary files to " + temporary, failure(() -> write(temporary, true)), fix);
        folder(toBuild, computer.project.resolve("target"), "Only a build needs it. Copy the project elsewhere.");
        fix = "The demo does not need it. Start the programs with another one: ";
        folder(Mark.NOTE, home.resolve(".encrypted-chat"), fix + "--home DIR");
        folder(Mark.NOTE, home.resolve(".encrypted-chat-relay"), fix + "--data DIR");
        String shells = setting("HOME");
        String problem = shells.isEmpty() || home.equals(Path.of(shells)) ? "" : "but HOME is " + shells;
        check(Mark.NOTE, "Home folder of Java: " + home, problem, "Look for .encrypted-chat in the first of the two.");
        Stream<File> all =
                Stream.of(temporary, computer.project, home).map(Path::toFile).filter(File::isDirectory);
        File fullest = all.min(Comparator.comparingLong(computer.free)).orElseThrow();
        long free = computer.free.applyAsLong(fullest) >> 20;
        problem = free < 64 || (free < 1024 && !isBuilt) ? "too little" : "";
        fix = "Free up space. The demo needs 64 MiB; the first build may need 1024 MiB for libraries.";
        check(free < 64 ? Mark.WRONG : Mark.NOTE, "Free space: " + free + " MiB in " + fullest, problem, fix);
    }

    private void folder(Mark otherwise, Path folder, String fix) {
        Path existing = Files.exists(folder) ? folder : folder.resolveSibling("");
        check(otherwise, "Writing to " + folder, failure(() -> write(existing, false)), fix);
    }

    private void network() {
        List<Proxy> proxy = ProxySelector.getDefault().select(URI.create("http://127.0.0.1:7070"));
        String problem = proxy.equals(List.of(Proxy.NO_PROXY)) ? failure(() -> tryOut(0)) : "Java uses a proxy";
        String fix =
                "Unset http.nonProxyHosts and socksNonProxyHosts of Java; let the firewall allow local connections.";
        check(Mark.WRONG, "Connections within this computer (127.0.0.1)", problem, fix);
        String options = set("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
        check(Mark.NOTE, "Java without extra options", options, "If a program behaves oddly, unset this variable.");
        String proxies = set("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");
        boolean isFine = isBuilt || Files.exists(home.resolve(".m2").resolve("settings.xml"));
        fix = "Maven ignores it. If downloads fail, name the proxy in .m2/settings.xml in your home folder: "
                + "https://maven.apache.org/guides/mini/guide-proxies.html";
        check(isFine ? Mark.OK : Mark.NOTE, "Network without a proxy", proxies, fix);
    }

    private void ports(String chat) {
        int port = computer.relayPort;
        String who = "Find the program (" + on("sudo ss -ltnp", "lsof -nP -iTCP -sTCP:LISTEN", "netstat -ano") + ")";
        boolean isOurs = failure(() -> askRelay(port)).isEmpty();
        String what = "Port " + port + (isOurs ? " of the relay, which is running" : " for the relay");
        String fix = "The demo takes any port. It may be a relay with --tls. " + who + "; end it, or start " + chat
                + " relay --port " + (port + 1) + ", and alice and bob with --relay http://127.0.0.1:" + (port + 1);
        check(Mark.NOTE, what, isOurs ? "" : failure(() -> tryOut(port)), fix);
        String taken = failure(() -> tryOut(computer.pythonPort));
        fix = "Only the Python originals need it, at level classic. "
                + on(who, "Often it is AirPlay Receiver: System Settings, General, AirDrop & Handoff.", who);
        check(Mark.NOTE, "Port " + computer.pythonPort + " for the Python originals", taken, fix);
    }

    private void desk() throws IOException {
        Path pom = computer.project.resolve("pom.xml");
        String made = first("<project.build.outputTimestamp>(.+?)<", Files.exists(pom) ? Files.readString(pom) : "");
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault()).withNano(0);
        boolean isEarly = !made.isEmpty() && now.isBefore(ZonedDateTime.parse(made));
        String fix = "Set the clock: Maven may fail, and an offer more than 1 day ahead or 30 days old is refused.";
        check(Mark.NOTE, "Clock (compare it with a watch): " + now, isEarly ? "before this program was made" : "", fix);
        String opener = on("xdg-open", "open", "rundll32.exe");
        String desktop = on(set("DISPLAY", "WAYLAND_DISPLAY"), "always", "always");
        String problem = path(opener).isEmpty() ? "not found" : desktop.isEmpty() ? "there is no desktop" : "";
        fix = "Only demo --open needs it. Open the address that it prints yourself, or install: "
                + install("xdg-utils firefox-esr (or firefox)", "xdg-utils firefox", "firefox", "Mozilla.Firefox");
        check(Mark.NOTE, "Browser, opened with " + opener, problem, fix);
        String locale = first("(\\S+)", setting("LC_ALL") + " " + setting("LC_CTYPE") + " " + setting("LANG"));
        String letters = on(locale, locale, outputOf("chcp").replaceAll("\\D", ""));
        problem = letters.matches("(?i).*utf-?8|65001") ? "" : "not UTF-8, so some may look wrong";
        fix = "Type this first: " + on("export LC_ALL=C.UTF-8", "export LC_ALL=C.UTF-8", "chcp 65001");
        check(Mark.NOTE, "Letters in the terminal (" + letters + ")", problem, fix);
        String columns = first("([1-9]\\d*)\\s*$", outputOf("stty size") + " " + setting("COLUMNS"));
        problem = columns.matches("\\d|[1-7]\\d") ? "too few, so lines of the demo break" : "";
        fix = "Widen the terminal to 80 columns; from 120 on Alice, the relay and Bob are shown side by side.";
        check(Mark.NOTE, "Columns of the terminal: " + columns.replaceAll("^$", "unknown"), problem, fix);
    }

    private void check(Mark otherwise, String what, String problem, String fix) {
        Mark mark = problem.isEmpty() ? Mark.OK : otherwise;
        canRun &= mark != Mark.WRONG;
        String text = what.strip() + (problem.isEmpty() ? "" : ": " + problem) + (mark == Mark.OK ? "" : "\n-> " + fix);
        // In lines of 80 columns; a longer word has a line to itself.
        String lines = text.replaceAll("(.{1,73}|\\S+)( |\n|$)", "$1\n       ").strip();
        out.println((inColour ? mark.colour + mark.word + "\u001b[0m" : mark.word) + lines);
    }

    private String setting(String name) {
        return computer.setting.apply(name);
    }

    /** Not what they say, because a password can be in it. */
    private String set(String... names) {
        List<String> set =
                Stream.of(names).filter(name -> !setting(name).isEmpty()).toList();
        return set.isEmpty() ? "" : String.join(" and ", set) + " is set";
    }

    private String on(String linux, String mac, String windows) {
        String system = setting("os.name");
        return system.startsWith("Windows") ? windows : system.startsWith("Mac") ? mac : linux;
    }

    private String install(String apt, String dnf, String brew, String winget) {
        String linux = path("dnf").isEmpty() ? "the packages of your distribution" : "sudo dnf install " + dnf;
        linux = path("apt-get").isEmpty() ? linux : "sudo apt install " + apt;
        return on(linux, "brew install " + brew, "winget install " + winget);
    }

    private String path(String program) {
        Stream<File> places =
                Stream.of(setting("PATH").split(File.pathSeparator)).map(in -> new File(in, program));
        return places.filter(File::canExecute).map(File::getPath).findFirst().orElse("");
    }

    private String outputOf(String command) {
        ProcessBuilder shell = new ProcessBuilder(on("/bin/sh", "/bin/sh", "cmd"), on("-c", "-c", "/c"), command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.INHERIT);
        shell.environment().put("PATH", setting("PATH"));
        try {
            Process process = shell.start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                return "it does not end";
            }
            return new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        } catch (IOException | InterruptedException failed) {
            return failed.toString();
        }
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** @return why it fails, or nothing */
    private static String failure(Attempt attempt) {
        try {
            attempt.make();
            return "";
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /** Permissions do not tell all, for a disk may be read-only; so this writes. */
    private static void write(Path folder, boolean aProgram) throws IOException {
        File file = File.createTempFile("chat-doctor", "", folder.toFile());
        boolean runs = file.setExecutable(true) && file.canExecute();
        Files.delete(file.toPath());
        if (aProgram && !runs) {
            throw new IOException("no program can run from it (noexec)");
        }
    }

    private static void tryOut(int port) throws IOException {
        try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Socket calling = new Socket()) {
            calling.connect(listening.getLocalSocketAddress(), 3000);
        }
    }

    private static void askRelay(int port) throws IOException {
        URI health = URI.create("http://127.0.0.1:" + port + "/v1/health");
        URLConnection relay = health.toURL().openConnection(Proxy.NO_PROXY);
        relay.setReadTimeout(3000);
        if (!new String(relay.getInputStream().readNBytes(100), Charset.defaultCharset()).startsWith("{\"status\":")) {
            throw new IOException("no relay of this project");
        }
    }
}
