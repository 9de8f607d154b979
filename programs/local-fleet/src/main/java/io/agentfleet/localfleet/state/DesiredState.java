package io.agentfleet.localfleet.state;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What should run.
 *
 * @param instances how many of a service; one of each that is not named
 * @param nudge changed by a command to start missing processes at once
 * @param setup how the fleet is set up at its next start; empty for the usual way
 * @param keyChange changed by a command to rotate the signing key
 */
public record DesiredState(
        Map<String, Integer> instances, long nudge, Optional<FleetSetup> setup, long keyChange) {

    public DesiredState {
        instances = Map.copyOf(instances);
    }

    /** One instance of everything. */
    public static DesiredState one() {
        return new DesiredState(Map.of(), 0, Optional.empty(), 0);
    }

    /** How many of this service. */
    public int instancesOf(String service) {
        return instances.getOrDefault(service, 1);
    }

    /** The same with another number of one service. */
    public DesiredState with(String service, int count) {
        Map<String, Integer> changed = new TreeMap<>(instances);
        changed.put(service, count);
        return new DesiredState(changed, nudge, setup, keyChange);
    }

    /** The same, and whatever is missing or out of date is started at once. */
    public DesiredState nudged(long now) {
        return new DesiredState(instances, now, setup, keyChange);
    }

    /** The same, set up another way at the next start. */
    public DesiredState setUp(FleetSetup another) {
        return new DesiredState(instances, nudge, Optional.of(another), keyChange);
    }

    /** The same, and tokens are signed with another key from now on. */
    public DesiredState keyChanged(long now) {
        return new DesiredState(instances, nudge, setup, now);
    }
}
