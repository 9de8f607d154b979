package io.agentfleet.bench.baseline;

import java.util.List;

/**
 * The floor's topics: in, one per echo agent, results of agents, out.
 *
 * @param prefix unique to one floor
 */
record BaselineTopics(String prefix) {

    static final List<String> AGENTS = List.of("planner", "search", "analysis", "writer");

    String in() {
        return prefix + ".in";
    }

    String out() {
        return prefix + ".out";
    }

    String results() {
        return prefix + ".results";
    }

    String tasks(String agent) {
        return prefix + ".tasks." + agent;
    }

    List<String> all() {
        return List.of(
                in(),
                out(),
                results(),
                tasks("planner"),
                tasks("search"),
                tasks("analysis"),
                tasks("writer"));
    }
}
