/** What all levels share of HTTP: the server and its stop, TLS, bodies in JSON, and the two forms of an error. */
@NullMarked
package encryptedchat.relay.http;

import org.jspecify.annotations.NullMarked;
