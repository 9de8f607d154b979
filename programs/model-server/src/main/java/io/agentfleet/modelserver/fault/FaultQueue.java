package io.agentfleet.modelserver.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that requests meet, whatever the backend answers: in the order they were added. */
public final class FaultQueue {

    private record Waiting(FaultRule rule, int left) {}

    private final List<Waiting> waiting = new ArrayList<>();

    /** Adds a fault; it is met after those that are there. */
    public synchronized void add(FaultRule rule) {
        waiting.add(new Waiting(rule, rule.times()));
    }

    /** Removes all. */
    public synchronized void clear() {
        waiting.clear();
    }

    /** Those that are still to come, as they were written. */
    public synchronized List<String> texts() {
        return waiting.stream().map(one -> one.rule().text()).toList();
    }

    /** Takes the first fault that fits; it is met once less from now on. */
    public synchronized Optional<Fault> take(Predicate<Fault> fits) {
        for (ListIterator<Waiting> all = waiting.listIterator(); all.hasNext(); ) {
            Waiting one = all.next();
            if (fits.test(one.rule().fault())) {
                if (one.left() == 1) {
                    all.remove();
                } else if (one.left() > 1) {
                    all.set(new Waiting(one.rule(), one.left() - 1));
                }
                return Optional.of(one.rule().fault());
            }
        }
        return Optional.empty();
    }
}
