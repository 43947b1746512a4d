package encryptedchat.classroom;

import java.io.IOException;

/** What lies between one step of the demo and the next. */
@FunctionalInterface
interface Pace {
    /** @throws DemoEndedException if there is to be no next one */
    void pause() throws IOException, InterruptedException;
}
