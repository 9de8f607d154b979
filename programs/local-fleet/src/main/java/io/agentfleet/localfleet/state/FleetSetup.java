package io.agentfleet.localfleet.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a fleet is set up: chosen when it comes up, the same until it is down.
 *
 * @param drill for fault tests: services load the module failpoints, their models follow a script
 * @param profile what its JVMs are made for
 * @param access whether every caller shows a token, and Kafka allows what k8s/kafka/users.yaml
 *     grants
 * @param model what the agents ask; empty for the offline model. Kept when the fleet is down
 */
public record FleetSetup(
        boolean drill, Profile profile, boolean access, Optional<ModelChoice> model) {

    /** What JVMs are made for. */
    public enum Profile {
        /** A quick start and little memory. */
        LOCAL,
        /** Load: the heaps under load of {@code fleet.properties}, all of the compiler. */
        BENCH
    }

    /** A fleet that works. */
    public static final FleetSetup DEFAULT = new FleetSetup(false, Profile.LOCAL, false);

    /** A fleet whose agents ask the offline model. */
    public FleetSetup(boolean drill, Profile profile, boolean access) {
        this(drill, profile, access, Optional.empty());
    }

    /** The same, with another model. */
    public FleetSetup with(Optional<ModelChoice> another) {
        return new FleetSetup(drill, profile, access, another);
    }

    public boolean usesDefaults() {
        return equals(DEFAULT);
    }

    /** True if it answers questions, and is made for that. */
    public boolean answers() {
        return !drill && profile == Profile.LOCAL;
    }

    /** The options of {@code up} that lead to it; empty for the usual one. */
    public String options() {
        List<String> options = new ArrayList<>();
        if (drill) {
            options.add("--drill");
        }
        if (profile != Profile.LOCAL) {
            options.add("--profile " + profile.name().toLowerCase(Locale.ROOT));
        }
        if (access) {
            options.add("--access");
        }
        model.map(ModelChoice::options).ifPresent(options::add);
        return String.join(" ", options);
    }

    /** For people: {@code a drill fleet (the models follow a script)}; empty for the usual one. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (drill) {
            words.add("a drill fleet: its models follow a script and answer nothing");
        }
        if (profile == Profile.BENCH) {
            words.add("JVMs as for bench");
        }
        if (access) {
            words.add("a secured fleet: every caller shows a token ('./fleet token' makes one)");
        }
        if (!drill) {
            model.map(ModelChoice::words).ifPresent(words::add);
        }
        return String.join("; ", words);
    }
}
