package io.agentfleet.system;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Tests of fleets that are set up another way come first: only one fleet is up at a time, but in
 * the very first test. The README's last command takes the usual one down.
 */
public final class FleetOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(
                        Comparator.comparingInt(FleetOrder::rank)
                                .thenComparing(ClassDescriptor::getDisplayName));
    }

    private static int rank(ClassDescriptor test) {
        if (test.getTestClass() == ManyFleetsST.class) {
            return -1;
        }
        if (needs(DrillFleet.class, test)) {
            return 0;
        }
        if (needs(TlsServices.class, test) || needs(SecuredFleet.class, test)) {
            return 1;
        }
        return test.getTestClass() == ReadmeST.class ? 3 : 2;
    }

    private static boolean needs(Class<?> fleet, ClassDescriptor test) {
        return Arrays.stream(test.getTestClass().getDeclaredFields())
                .anyMatch(field -> field.getType() == fleet);
    }
}
