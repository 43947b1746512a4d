package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Somebody at a screen who writes down all that appears there. */
final class RecordingConsole implements Console {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> statuses = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Input> typed = new LinkedBlockingQueue<>();
    private boolean broken;
    private String alarm = "";

    void type(String line) {
        typed.add(new Input.Line(line));
    }

    void end() {
        typed.add(new Input.End());
    }

    void interrupt() {
        typed.add(new Input.Interrupt());
    }

    /** From now on, whoever shows a message ends before it is seen, as if killed in that moment. */
    void breakDown() {
        broken = true;
    }

    String alarm() {
        return alarm;
    }

    @Override
    public Input read() {
        try {
            return typed.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Input.End();
        }
    }

    @Override
    public void showMessage(String sender, String text) {
        if (broken) {
            throw new IllegalStateException("killed");
        }
        messages.add(sender + ": " + text);
    }

    @Override
    public void showStatus(String line) {
        statuses.add(line);
    }

    @Override
    public void showAlarm(String what) {
        alarm = what;
    }

    @Override
    public <T> T showProgress(String what, Supplier<T> work) {
        return work.get();
    }

    @Override
    public void close() {}
}
