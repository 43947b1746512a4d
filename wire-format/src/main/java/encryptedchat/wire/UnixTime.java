package encryptedchat.wire;

/** The rule for times: whole seconds since 1970-01-01 UTC, up to the last one that a year of four digits can show. */
public final class UnixTime {
    /** 9999-12-31 23:59:59 UTC. */
    public static final long MAX = 253_402_300_799L;

    private UnixTime() {}

    /**
     * @param field the name of the field, for the error message
     * @return the same time
     * @throws WireFormatException if it is before 1970 or after the year 9999
     */
    public static long check(String field, long time) throws WireFormatException {
        if (time < 0 || time > MAX) {
            throw new WireFormatException("Field '" + field + "' is not a Unix time in seconds, 0 to " + MAX + ".");
        }
        return time;
    }
}
