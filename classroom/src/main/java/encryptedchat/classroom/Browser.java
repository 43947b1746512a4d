package encryptedchat.classroom;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whatever this computer opens an address with.
 *
 * @param system what Java calls it, {@code os.name}
 * @param environment with the PATH, and with what says whether there is a desktop
 */
record Browser(String system, Map<String, String> environment) {
    private static final int SECONDS_TO_START = 10;

    /** It lives on by itself: neither Ctrl-C in the demo nor the demo's end is to close somebody's browser. */
    private static final String XDG_OPEN =
            "command -v xdg-open >/dev/null || exit 1; xdg-open \"$1\" >/dev/null 2>&1 </dev/null &";

    /**
     * Never waits for the browser itself.
     *
     * @return whether there is something to open it with; not whether that succeeded
     */
    boolean open(String url) throws InterruptedException {
        if (!hasDesktop()) {
            return false;
        }
        ProcessBuilder command =
                new ProcessBuilder(command(url)).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        command.environment().putAll(environment);
        try {
            Process process = command.start();
            process.getOutputStream().close();
            return process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Without one, xdg-open would start a browser of text in the demo's terminal. */
    private boolean hasDesktop() {
        return isWindows()
                || isMac()
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    private List<String> command(String url) {
        if (isWindows()) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", url);
        }
        return isMac() ? List.of("open", url) : List.of("sh", "-c", XDG_OPEN, "sh", url);
    }

    private boolean isWindows() {
        return system.startsWith("Windows");
    }

    private boolean isMac() {
        return system.startsWith("Mac");
    }
}
