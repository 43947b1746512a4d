package encryptedchat.classroom;

import java.io.IOException;

/** Whether and how the page of the relay that draws the conversation is shown beside the demo. */
@FunctionalInterface
interface WireView {
    /** @param relay which is ready */
    void show(Program relay, Stage stage) throws IOException, InterruptedException;
}
