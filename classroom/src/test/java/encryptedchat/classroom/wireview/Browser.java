package encryptedchat.classroom.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a screen and with a fresh profile, which reaches nothing but this machine. */
final class Browser implements AutoCloseable {
    /** A name on the Internet that its owner has pointed at this machine. */
    static final String REBOUND_HOST = "rebound.example";

    /** Held here, because the logging of Java forgets the level of a logger that nobody holds. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        // It warns that it has no classes for this version's debugging protocol; none are used.
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param downloads the folder that saved files go to */
    static Browser start(Path downloads) {
        Chromium here = BrowserFound.here();
        // With both programs named, Selenium looks for none and downloads none.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(here.driver().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options(here, downloads)));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** @param width of the page itself, in CSS pixels, also narrower than a window may be */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Runs this script at the start of each page from now on, before any of the page's own. */
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** @param name of a media feature of CSS, such as {@code prefers-color-scheme} */
    void preferMedia(String name, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", name, "value", value))));
    }

    /** @return the address of each request since the last time, answered or not */
    List<String> requested() throws WireFormatException {
        List<String> addresses = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = Json.read(entry.getMessage().getBytes(UTF_8), JsonNode.class)
                    .get("message");
            if (event.get("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(event.at("/params/request/url").asText());
            }
        }
        return addresses;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static ChromeOptions options(Chromium here, Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(here.browser().toFile());
        options.addArguments(
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP " + REBOUND_HOST + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--lang=en",
                "--window-size=1280,800");
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium refuses to start as root with its sandbox.
            options.addArguments("--no-sandbox");
        }
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging());
        return options;
    }

    /** What scripts say on the console, and each request that the browser makes. */
    private static LoggingPreferences logging() {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        return logging;
    }
}
