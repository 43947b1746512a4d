package encryptedchat.client.relay;

/**
 * What came back over HTTP, still to be understood.
 *
 * @param contentType the header, or an empty text without it
 * @param retryAfter the header, or an empty text without it
 */
// The array is not copied, and answers are not compared.
@SuppressWarnings("ArrayRecordComponent")
public record RelayAnswer(int status, String contentType, String retryAfter, byte[] body) {}
