package io.agentfleet.executor.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.tables.DuckDbSession;
import io.agentfleet.executor.tables.Table;
import io.agentfleet.executor.tables.TableDatabase;
import io.agentfleet.executor.tables.TableNames;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets exactly one statement pass that reads the source's tables and nothing else. The judgement is
 * made on the syntax tree of DuckDB's own parser.
 */
final class SqlCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "repeat");

    private static final String TOO_DEEP = "the query is nested too deeply: write a simpler one";

    private final TableDatabase tables;

    SqlCheck(TableDatabase tables) {
        this.tables = tables;
    }

    /**
     * Checks the statement.
     *
     * @throws FleetException that says what is not allowed and what to write instead
     */
    void check(DuckDbSession session, String sql) throws SQLException {
        JsonNode parsed = parse(session, sql);
        if (parsed.path("error").asBoolean()) {
            throw refusal(parsed);
        }
        if (parsed.path("statements").size() != 1) {
            throw Arguments.invalid(
                    "the query holds %d statements: give exactly one SELECT"
                            .formatted(parsed.path("statements").size()));
        }
        Set<String> named = new HashSet<>();
        for (JsonNode map : parsed.findValues("cte_map")) {
            map.path("map").forEach(cte -> named.add(TableNames.key(cte.path("key").asText())));
        }
        checkTables(parsed, named);
    }

    private static JsonNode parse(DuckDbSession session, String sql) throws SQLException {
        try (PreparedStatement statement =
                session.connection().prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (JsonProcessingException tooDeep) {
            throw new FleetException(ErrorCode.INVALID_TOOL_ARGUMENTS, TOO_DEEP, tooDeep);
        }
    }

    private static FleetException refusal(JsonNode parsed) {
        String message = parsed.path("error_message").asText();
        if (message.contains("Only SELECT") || message.contains("CTE needs a SELECT")) {
            return denied(
                    "the data is read-only: give one SELECT (or WITH ... SELECT); statements that write, configure or attach do not run");
        }
        return Arguments.invalid(
                message.contains("Max expression depth")
                        ? TOO_DEEP
                        : "the SQL cannot be parsed: " + message);
    }

    private void checkTables(JsonNode node, Set<String> named) {
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> checkTable(node, named);
            case "TABLE_FUNCTION" -> checkFunction(node.path("function").path("function_name"));
            default -> {}
        }
        for (JsonNode child : node) {
            checkTables(child, named);
        }
    }

    private void checkTable(JsonNode node, Set<String> named) {
        String name = node.path("table_name").asText();
        String schema = node.path("schema_name").asText();
        String catalog = node.path("catalog_name").asText();
        if (schema.isEmpty() && named.contains(TableNames.key(name))) {
            return;
        }
        boolean own =
                List.of("", "main").contains(schema)
                        && List.of("", TableDatabase.CATALOG).contains(catalog);
        if (!own) {
            throw denied(
                    "'%s.%s' is not a table of this data source: the tables are %s"
                            .formatted(
                                    schema,
                                    name,
                                    tables.tables().stream().map(Table::name).toList()));
        }
        tables.require(name);
    }

    private static void checkFunction(JsonNode name) {
        if (!TABLE_FUNCTIONS.contains(TableNames.key(name.asText()))) {
            throw denied(
                    "function %s() may not be queried: select from the tables of the data source"
                            .formatted(name.asText()));
        }
    }

    private static FleetException denied(String message) {
        return new FleetException(ErrorCode.PERMISSION_DENIED, message);
    }
}
