package encryptedchat.classroom.documentation;

import encryptedchat.classroom.FreePort;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Free ports for the tests, in the place of those that the documents use. A command that leaves the port to the program
 * gets the option that names it; and in what is printed the document's port stands again.
 */
final class Ports {
    private static final String BY_DEFAULT = "7070";
    private static final String[] IN_DOCUMENTS = {BY_DEFAULT, "7071", "5000"};

    private static final Pattern RELAY = Pattern.compile("(chat relay|relay-server\\.jar)(?![^|;&]*--(port|help))");
    private static final Pattern CLIENT =
            Pattern.compile("(chat (?:alice|bob)|(?:alice|bob)-client\\.jar)(?![^|;&]*--(relay|help))");

    private final Map<String, String> freeFor = new TreeMap<>();

    Ports() throws IOException {
        for (String port : IN_DOCUMENTS) {
            String free;
            do {
                free = Integer.toString(FreePort.any());
            } while (freeFor.containsValue(free));
            freeFor.put(port, free);
        }
    }

    /** @return the command, with a free port where the document's stands or goes without saying */
    String toFree(String command) {
        String explicit = RELAY.matcher(command).replaceAll("$1 --port " + BY_DEFAULT);
        explicit = CLIENT.matcher(explicit).replaceAll("$1 --relay http://127.0.0.1:" + BY_DEFAULT);
        for (Map.Entry<String, String> port : freeFor.entrySet()) {
            explicit = replaced(explicit, port.getKey(), port.getValue());
        }
        return explicit;
    }

    /** @return what was printed, with the document's port where the free one stands */
    String toDocumented(String printed) {
        String documented = printed;
        for (Map.Entry<String, String> port : freeFor.entrySet()) {
            documented = replaced(documented, port.getValue(), port.getKey());
        }
        return documented;
    }

    private static String replaced(String text, String port, String other) {
        return text.replaceAll("(:|port )" + port + "\\b", "$1" + other);
    }
}
