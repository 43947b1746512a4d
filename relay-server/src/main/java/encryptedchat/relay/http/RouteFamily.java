package encryptedchat.relay.http;

import io.javalin.config.RoutesConfig;

/** Routes that belong together, such as those of one level. */
public interface RouteFamily {
    void addTo(RoutesConfig routes);

    /** The relay begins to stop: whoever is being kept waiting is to be answered now. */
    void stopping();
}
