package encryptedchat.classroom;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One call of the classroom's program, in this process. */
public record Called(int exitCode, String out, String err) {
    public static Called with(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine chat = Classroom.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = chat.execute(args);
        return new Called(exitCode, out.toString(), err.toString());
    }

    /** @return what stands behind this label on a line of the output */
    public String value(String label) {
        String start = label + ": ";
        return out.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + label + "' in: " + out + err))
                .substring(start.length());
    }
}
