package io.agentfleet.localfleet.service;

import java.util.Map;
import java.util.TreeMap;

/** What services are told in a drill: the scripted model, and a book that agents may keep. */
final class DrillSettings {

    private static final String BOOK = "keep_book";

    private DrillSettings() {}

    static Map<String, String> environment(ServiceDefinition service) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("FLEET_DRILL", "true");
        environment.put("FLEET_MODEL_PROVIDER", "drill");
        environment.put("FLEET_PERMITTED_TO_ALL", BOOK);
        if (service.agent().isPresent()) {
            environment.put("FLEET_AGENT_EXTRA_TOOLS", BOOK);
        }
        return environment;
    }
}
