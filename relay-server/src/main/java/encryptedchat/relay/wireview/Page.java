package encryptedchat.relay.wireview;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page and what it loads: files beside this class, and what there is to say of each level. */
final class Page {
    private static final String INDEX = "index.html";

    private static final String LEVELS = "levels/";

    /** No name of this form leads out of the folder, or to a class. */
    private static final Pattern FILE = Pattern.compile("(?:" + LEVELS + ")?[a-z][a-z0-9-]*\\.(html|css|js|json)");

    @SuppressWarnings("ArrayRecordComponent")
    record File(String type, byte[] content) {}

    private Page() {}

    /**
     * @param name empty for the page itself
     * @return nothing if there is no such file
     */
    static Optional<File> find(String name) throws IOException {
        Matcher file = FILE.matcher(name.isEmpty() ? INDEX : name);
        String folder = name.startsWith(LEVELS) ? "/encryptedchat/" : "";
        return file.matches() ? read(folder + file.group(), type(file.group(1))) : Optional.empty();
    }

    private static String type(String kind) {
        return switch (kind) {
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            default -> "text/" + kind + "; charset=utf-8";
        };
    }

    private static Optional<File> read(String name, String type) throws IOException {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return file == null ? Optional.empty() : Optional.of(new File(type, file.readAllBytes()));
        }
    }
}
