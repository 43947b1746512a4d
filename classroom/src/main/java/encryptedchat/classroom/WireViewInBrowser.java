package encryptedchat.classroom;

import java.io.IOException;
import java.time.Duration;

/** Says where the wire view is, opens it in the browser, and waits until the browser has come for it. */
record WireViewInBrowser(Browser browser, Duration patience) implements WireView {
    private static final String ANNOUNCEMENT = "Wire view: ";

    @Override
    public void show(Program relay, Stage stage) throws IOException, InterruptedException {
        String line = relay.awaitOut(0, said -> said.startsWith(ANNOUNCEMENT));
        stage.line(Place.RELAY, "says", line);
        try (OneTimeLink link = new OneTimeLink(line.substring(ANNOUNCEMENT.length()))) {
            if (!browser.open(link.url())) {
                stage.note("No browser can be opened here. Open this address in a browser of this computer.");
            } else if (link.awaitUse(patience)) {
                stage.note("The browser shows the wire view.");
            } else {
                stage.note("No browser has come in " + patience.toSeconds()
                        + " seconds. Open this address in a browser of this computer.");
            }
        }
    }
}
