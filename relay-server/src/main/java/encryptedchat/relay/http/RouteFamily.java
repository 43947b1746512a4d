package encryptedchat.relay.http;

import io.javalin.config.RoutesConfig;
import java.util.ServiceLoader;

/** Routes that belong together, such as those of one level. */
public interface RouteFamily {
    /**
     * Finds the routes of a level that has its own, as {@code META-INF/services} lists them.
     *
     * @throws IllegalArgumentException if no family has this name
     */
    static RouteFamily named(String name) {
        return ServiceLoader.load(RouteFamily.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no routes called " + name + "."));
    }

    /** @return what the wire view calls the exchanges over these routes; empty for a family that has none */
    default String name() {
        return "";
    }

    void addTo(RoutesConfig routes);

    /** The relay begins to stop: whoever is being kept waiting is to be answered now. */
    default void stopping() {}
}
