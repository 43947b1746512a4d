package encryptedchat.classroom;

import java.io.IOException;
import java.time.Duration;

/** Says where the wire view is, opens it in the browser, and waits until the browser has come for it. */
record WireViewInBrowser(Browser browser, Duration patience) implements WireView {
    private static final String ANNOUNCEMENT = "Wire view: ";

    private static final String BY_HAND =
            "Open the address behind 'Wire view:' by hand, in a browser of this computer.";

    @Override
    public void show(Program relay, Stage stage) throws IOException, InterruptedException {
        String line = relay.awaitOut(0, said -> said.startsWith(ANNOUNCEMENT));
        stage.line(Place.RELAY, "says", line);
        OneTimeLink link = new OneTimeLink(line.substring(ANNOUNCEMENT.length()));
        if (!browser.open(link.url())) {
            link.close();
            stage.note("No browser can be opened from here. " + BY_HAND);
        } else if (link.awaitUse(patience)) {
            link.close();
            stage.note("The browser shows the wire view.");
        } else {
            // A browser may need longer for its first start, so the link stays good until the demo ends.
            stage.note("No browser has come in " + patience.toSeconds() + " seconds; it may still come. " + BY_HAND);
        }
    }
}
