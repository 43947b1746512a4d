package encryptedchat.classroom.wireview;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium or Chrome as it is installed here. Nothing is ever downloaded.
 *
 * @param driver what starts the browser and steers it: a program of its own, of the same version
 */
record Chromium(Path browser, Path driver) {
    static final String MISSING = "No Chromium or Chrome with its chromedriver was found; on Debian: "
            + "apt-get install chromium chromium-driver";

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");

    private static final List<Path> USUAL_BROWSERS = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/snap/bin/chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));

    private static final List<Path> USUAL_DRIVERS = List.of(
            Path.of("/usr/bin/chromedriver"),
            Path.of("/usr/lib/chromium/chromedriver"),
            Path.of("/usr/lib/chromium-browser/chromedriver"),
            Path.of("/opt/homebrew/bin/chromedriver"),
            Path.of("/usr/local/bin/chromedriver"));

    /** @param searchPath as in the environment variable PATH; what is on it comes before the usual places */
    static Optional<Chromium> find(String searchPath) {
        return find(
                Stream.concat(onPath(searchPath, BROWSERS), USUAL_BROWSERS.stream()),
                Stream.concat(onPath(searchPath, DRIVERS), USUAL_DRIVERS.stream()));
    }

    /** @return the first browser and the first driver that can be run, if there are both */
    static Optional<Chromium> find(Stream<Path> browsers, Stream<Path> drivers) {
        Optional<Path> driver = drivers.filter(Files::isExecutable).findFirst();
        return browsers.filter(Files::isExecutable)
                .findFirst()
                .flatMap(browser -> driver.map(found -> new Chromium(browser, found)));
    }

    /** @return where these programs would be, the folders in their order */
    static Stream<Path> onPath(String searchPath, List<String> programs) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> programs.stream().map(program -> Path.of(folder, program)));
    }
}
