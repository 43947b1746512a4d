package encryptedchat.client.terminal;

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
    public boolean isForAPerson = true;
    private final BlockingQueue<Input> typed = new LinkedBlockingQueue<>();
    private int brokenAt;
    private boolean brokenIsSeen;
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

    /**
     * Whoever shows this message ends there, as if killed in that moment.
     *
     * @param message 1 for the next one
     * @param seen whether the person has seen it by then
     */
    public void breakDownAt(int message, boolean seen) {
        brokenAt = messages.size() + message;
        brokenIsSeen = seen;
    }

    /** @return how many inputs nobody has read yet */
    public int unread() {
        return typed.size();
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
    public boolean isForAPerson() {
        return isForAPerson;
    }

    @Override
    public void showMessage(String sender, String text) {
        boolean broken = messages.size() + 1 == brokenAt;
        if (!broken || brokenIsSeen) {
            messages.add(sender + ": " + text);
        }
        if (broken) {
            throw new IllegalStateException("killed");
        }
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
