package encryptedchat.relay.wireview;

import encryptedchat.wire.FieldGuide;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page and what it loads: files beside this class, and the guide to the fields on the wire. */
final class Page {
    private static final String INDEX = "index.html";

    /** No name of this form leads out of the folder, or to a class. */
    private static final Pattern FILE = Pattern.compile("[a-z][a-z0-9-]*\\.(html|css|js|svg)");

    @SuppressWarnings("ArrayRecordComponent")
    record File(String type, byte[] content) {}

    private Page() {}

    /**
     * @param name empty for the page itself
     * @return nothing if there is no such file
     */
    static Optional<File> find(String name) throws IOException {
        if (name.equals(FieldGuide.RESOURCE)) {
            return read(FieldGuide.class, name, "application/json");
        }
        Matcher file = FILE.matcher(name.isEmpty() ? INDEX : name);
        return file.matches() ? read(Page.class, file.group(), type(file.group(1))) : Optional.empty();
    }

    private static String type(String kind) {
        return switch (kind) {
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/" + kind + "; charset=utf-8";
        };
    }

    private static Optional<File> read(Class<?> beside, String name, String type) throws IOException {
        try (InputStream file = beside.getResourceAsStream(name)) {
            return file == null ? Optional.empty() : Optional.of(new File(type, file.readAllBytes()));
        }
    }
}
