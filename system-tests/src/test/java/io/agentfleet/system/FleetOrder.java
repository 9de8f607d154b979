package io.agentfleet.system;

import io.agentfleet.drill.fleet.FleetUnderDrill;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Tests of the drill fleet come first, then those of a fleet of their own: one is up at a time. */
public final class FleetOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(
                        Comparator.comparing((ClassDescriptor one) -> !has(one, DrillFleet.class))
                                .thenComparing(one ->
                                        !has(one, FleetUnderDrill.class)
                                                && !has(one, TlsServices.class))
                                .thenComparing(ClassDescriptor::getDisplayName));
    }

    private static boolean has(ClassDescriptor test, Class<?> fleet) {
        return Arrays.stream(test.getTestClass().getDeclaredFields())
                .anyMatch(field -> field.getType() == fleet);
    }
}
