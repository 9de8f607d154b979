package io.agentfleet.schemas;

/** Names of record headers: W3C trace context and CloudEvents 1.0 binary mode. */
public final class Headers {

    public static final String TRACEPARENT = "traceparent";
    public static final String CE_ID = "ce_id";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_SPECVERSION = "ce_specversion";
    public static final String ATTEMPT = "attempt";

    /** On a dead letter: why, with which {@link ErrorCode}, and from where. */
    public static final String DLQ_REASON = "dlq_reason";

    public static final String DLQ_CODE = "dlq_code";
    public static final String DLQ_TOPIC = "dlq_topic";
    public static final String DLQ_PARTITION = "dlq_partition";
    public static final String DLQ_OFFSET = "dlq_offset";

    /** Bytes of the whole value, of which a dead letter has only the beginning. */
    public static final String DLQ_CUT = "dlq_cut";

    /** On a record that was a dead letter before: the letter's id. */
    public static final String REPLAYED_FROM = "dlq_replayed_from";

    private Headers() {}
}
