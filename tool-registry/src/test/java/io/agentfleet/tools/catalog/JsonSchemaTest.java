package io.agentfleet.tools.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.schemas.FleetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    @Test
    void saysWhatIsWrongAtWhichPath() throws Exception {
        assertThat(problems(SampleDrafts.QUERY_PARAMETERS, "{\"sql\":\"\",\"max_rows\":\"ten\"}"))
                .anyMatch(problem -> problem.startsWith("at /sql:"))
                .anyMatch(problem -> problem.startsWith("at /max_rows:"));
        assertThat(problems(SampleDrafts.QUERY_PARAMETERS, "{\"query\":\"select 1\"}"))
                .anyMatch(problem -> problem.contains("sql"))
                .anyMatch(problem -> problem.contains("query"));
        assertThat(problems(SampleDrafts.QUERY_PARAMETERS, "{\"sql\":\"select 1\"}")).isEmpty();
    }

    @Test
    void followsReferencesWithinTheSchema() throws Exception {
        String tree =
                """
                {"type":"object","properties":{"child":{"$ref":"#"},"size":{"$ref":"#/$defs/size"}},
                 "$defs":{"size":{"type":"integer"}}}\
                """;
        assertThat(problems(tree, "{\"child\":{\"child\":{\"size\":\"x\"}}}"))
                .singleElement()
                .asString()
                .startsWith("at /child/child/size:");
    }

    @Test
    void loadsNothingFromElsewhere() {
        String foreign =
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/x\"}}}";
        assertThatThrownBy(() -> JsonSchema.parse("parameters", foreign))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("parameters");
    }

    @Test
    void keepsTwoSchemasOfTheSameIdApart() throws Exception {
        String first = "{\"$id\":\"urn:x\",\"type\":\"object\",\"required\":[\"a\"]}";
        String second = "{\"$id\":\"urn:x\",\"type\":\"object\",\"required\":[\"b\"]}";
        assertThat(problems(first, "{\"a\":1}")).isEmpty();
        assertThat(problems(second, "{\"b\":1}")).isEmpty();
    }

    private static List<String> problems(String schema, String value) throws Exception {
        return JsonSchema.parse("parameters", schema).problems(new JsonMapper().readTree(value));
    }
}
