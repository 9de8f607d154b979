package io.agentfleet.messaging.codec;

import java.util.Map;
import org.apache.avro.SystemLimitException;

/**
 * How long texts, bytes and lists of an event may say they are. Avro believes a length before it
 * has seen the bytes: without limits, ten bytes that claim a gigabyte end a process for want of
 * memory, and the next one that reads the record.
 */
public final class DecodeLimits {

    /** More than any record of the log can hold. */
    private static final String LONGEST = Integer.toString(16 << 20);

    private static final String MOST_ITEMS = Integer.toString(1_000_000);

    private static final Map<String, String> LIMITS =
            Map.of(
                    SystemLimitException.MAX_STRING_LENGTH_PROPERTY, LONGEST,
                    SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, LONGEST,
                    SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, MOST_ITEMS);

    private DecodeLimits() {}

    /**
     * Sets them for this JVM, unless its command line did. To be called before anything is decoded:
     * Avro looks at them once.
     */
    public static void set() {
        LIMITS.forEach((limit, value) -> {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, value);
            }
        });
    }
}
