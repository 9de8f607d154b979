package io.agentfleet.agent.model;

/** A key of a provider. Shows itself to nobody who did not ask for its value. */
public record ApiKey(String value) {

    public ApiKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The API key is empty");
        }
        value = value.strip();
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
