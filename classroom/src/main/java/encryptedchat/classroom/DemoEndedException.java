package encryptedchat.classroom;

import java.io.IOException;

/** Somebody who watches has seen enough. */
final class DemoEndedException extends IOException {
    private static final long serialVersionUID = 1;

    DemoEndedException() {
        super("The demo was ended.");
    }
}
