package encryptedchat.classroom.doctor;

import java.util.regex.Pattern;

/** How things are called, and how they are installed, on the systems that people bring along. */
enum Platform {
    DEBIAN(
            "./chat",
            "sudo apt install openjdk-17-jdk (or openjdk-21-jdk, where there is no 17)",
            "sudo apt install maven",
            "sudo apt install xdg-utils firefox-esr (on Ubuntu: firefox)",
            "xdg-open",
            "sudo ss -ltnp"),
    FEDORA(
            "./chat",
            "sudo dnf install java-latest-openjdk-devel",
            "sudo dnf install maven",
            "sudo dnf install xdg-utils firefox",
            "xdg-open",
            "sudo ss -ltnp"),
    OTHER_LINUX(
            "./chat",
            "a JDK of your distribution, or of https://adoptium.net",
            "the package maven of your distribution",
            "the packages xdg-utils and firefox of your distribution",
            "xdg-open",
            "sudo ss -ltnp"),
    MAC(
            "./chat",
            "brew install --cask temurin (or the JDK of https://adoptium.net)",
            "brew install maven",
            "a browser, and choose it in the system settings",
            "open",
            "lsof -nP -iTCP -sTCP:LISTEN"),
    WINDOWS(
            ".\\chat",
            "winget install EclipseAdoptium.Temurin.21.JDK (or the JDK of https://adoptium.net)",
            "the zip archive from the address below",
            "a browser, and choose it in the system settings",
            "rundll32",
            "netstat -ano");

    /** How this project's launcher is called. */
    final String chat;

    final String java;
    final String maven;
    final String browser;

    /** What opens an address in the browser. */
    final String opener;

    /** What shows which program has which port. */
    final String ports;

    Platform(String chat, String java, String maven, String browser, String opener, String ports) {
        this.chat = chat;
        this.java = java;
        this.maven = maven;
        this.browser = browser;
        this.opener = opener;
        this.ports = ports;
    }

    /**
     * @param system what Java calls it, {@code os.name}
     * @param release what a Linux says of itself in {@code /etc/os-release}
     */
    static Platform of(String system, String release) {
        if (system.startsWith("Windows")) {
            return WINDOWS;
        }
        if (system.startsWith("Mac")) {
            return MAC;
        }
        if (isLike(release, "debian|ubuntu")) {
            return DEBIAN;
        }
        return isLike(release, "fedora|rhel") ? FEDORA : OTHER_LINUX;
    }

    private static boolean isLike(String release, String names) {
        return Pattern.compile("(?m)^ID(_LIKE)?=.*(" + names + ")")
                .matcher(release)
                .find();
    }
}
