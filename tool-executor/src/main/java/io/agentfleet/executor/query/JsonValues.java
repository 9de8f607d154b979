package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Shows a value of DuckDB as JSON: numbers as numbers, dates in ISO form, the rest as text. */
final class JsonValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 4_000;

    private JsonValues() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case Boolean truth -> JSON.booleanNode(truth);
            case BigDecimal decimal -> decimal(decimal);
            case BigInteger whole -> JSON.numberNode(whole);
            case Double number when !Double.isFinite(number) -> JSON.nullNode();
            case Float number when !Float.isFinite(number) -> JSON.nullNode();
            case Double number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Number whole -> JSON.numberNode(whole.longValue());
            case Timestamp time -> JSON.textNode(time.toLocalDateTime().toString());
            case OffsetDateTime time ->
                    JSON.textNode(
                            time.withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()
                                    .toString());
            default -> JSON.textNode(shorten(value.toString()));
        };
    }

    private static JsonNode decimal(BigDecimal decimal) {
        BigDecimal plain = decimal.stripTrailingZeros();
        return JSON.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "… (%d characters)".formatted(text.length());
    }
}
