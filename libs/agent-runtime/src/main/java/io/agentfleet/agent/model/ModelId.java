package io.agentfleet.agent.model;

/**
 * @param provider such as {@code offline}
 * @param model such as {@code rules-1}
 */
public record ModelId(String provider, String model) {
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
