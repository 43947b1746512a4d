package encryptedchat.client;

import encryptedchat.client.explain.Explanation;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Somebody at a screen who writes down all that appears there. */
public final class RecordingConsole implements Console {
    public final List<String> messages = new CopyOnWriteArrayList<>();
    public final List<String> statuses = new CopyOnWriteArrayList<>();
    public final List<Explanation> explanations = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Input> typed = new LinkedBlockingQueue<>();
    private boolean broken;
    private String alarm = "";

    public void type(String line) {
        typed.add(new Input.Line(line));
    }

    public void end() {
        typed.add(new Input.End());
    }

    public void interrupt() {
        typed.add(new Input.Interrupt());
    }

    /** From now on, whoever shows a message ends before it is seen, as if killed in that moment. */
    public void breakDown() {
        broken = true;
    }

    public String alarm() {
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
    public void showExplanation(Explanation step) {
        explanations.add(step);
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
