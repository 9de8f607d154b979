package io.agentfleet.orchestrator.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jboss.logging.Logger;

/**
 * A record that its topic will never take must not hold up all others of the partition: it is left
 * out and logged as an error. The machine keeps every record it makes below that size, so this
 * happens only where a topic was made smaller. All other failures restart the transaction.
 */
public final class OversizedRecordHandler implements ProductionExceptionHandler {

    private static final Logger LOG = Logger.getLogger(OversizedRecordHandler.class);

    @Override
    public ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context,
            ProducerRecord<byte[], byte[]> deadLetter,
            Exception exception) {
        if (exception instanceof RecordTooLargeException) {
            LOG.errorf(
                    "record_too_large topic=%s bytes=%d: raise max.message.bytes of the topic",
                    deadLetter.topic(), deadLetter.value() == null ? 0 : deadLetter.value().length);
            return ProductionExceptionHandlerResponse.CONTINUE;
        }
        return ProductionExceptionHandlerResponse.FAIL;
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
