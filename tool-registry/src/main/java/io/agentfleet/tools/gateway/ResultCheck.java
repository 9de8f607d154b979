package io.agentfleet.tools.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.catalog.JsonSchema;
import java.util.List;
import java.util.Optional;

/** Is a result what its tool promised: JSON, and what its {@code output_schema} says? */
final class ResultCheck {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ResultCheck() {}

    /** The outcome as it is, or a failure that says what is wrong with the result. */
    static CallOutcome checked(Call call, CallOutcome outcome) {
        if (!(outcome instanceof CallOutcome.Succeeded(String content, var _))) {
            return outcome;
        }
        Optional<JsonSchema> schema = call.known().result();
        if (!ResultSizeLimit.isJson(content)) {
            return failed(call, "something that is not JSON");
        }
        List<String> problems = schema.map(one -> problems(one, content)).orElse(List.of());
        return problems.isEmpty()
                ? outcome
                : failed(
                        call,
                        "something that does not fit its output_schema ("
                                + String.join("; ", problems)
                                + ")");
    }

    private static List<String> problems(JsonSchema schema, String content) {
        try {
            return schema.problems(JSON.readTree(content));
        } catch (JsonProcessingException e) {
            return List.of(e.getOriginalMessage());
        }
    }

    private static CallOutcome failed(Call call, String what) {
        return new CallOutcome.Failed(
                ErrorCode.TOOL_FAILED,
                "'%s' ran and answered %s: do without its result, do not repeat the call, and tell its owner"
                        .formatted(call.tool(), what));
    }
}
