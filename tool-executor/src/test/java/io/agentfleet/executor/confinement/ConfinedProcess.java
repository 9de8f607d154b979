package io.agentfleet.executor.confinement;

import java.util.List;

/**
 * A JVM that confines itself and then does what it is told: all attempts and all work, one line of
 * output for each, or one thing that ends it.
 */
final class ConfinedProcess {

    static final ConfinementLimits LIMITS = new ConfinementLimits(600L << 20, 80L << 20, 200);

    private ConfinedProcess() {}

    /** What a process is started for. */
    enum Order {
        TRY_ALL,
        BURN_CPU,
        CRASH,
        EXIT,
        WAIT
    }

    public static void main(String[] arguments) throws Exception {
        Order order = Order.valueOf(arguments[0]);
        Places places = Places.of(List.of(arguments).subList(1, 4));
        OlderThread.start();
        ConfinementReport report =
                Confinement.apply(LIMITS, new FileAccess(List.of(places.source()), places.work()));
        report.missing().forEach(what -> say("missing", what));
        say("confined", report.given().toString());
        boolean done =
                switch (order) {
                    case TRY_ALL -> tryAll(places);
                    case BURN_CPU -> burn();
                    case CRASH -> crash();
                    case EXIT -> true;
                    case WAIT -> System.in.read() >= 0;
                };
        System.exit(done ? 0 : 1);
    }

    private static boolean tryAll(Places places) {
        for (ForbiddenAttempt attempt : ForbiddenAttempt.values()) {
            say(attempt.name(), outcome(attempt::run, places));
        }
        for (AllowedWork work : AllowedWork.values()) {
            say(work.name(), outcome(work::run, places));
        }
        return true;
    }

    private static String outcome(ForbiddenAttempt.Attempt attempt, Places places) {
        try {
            return "done " + attempt.run(places);
        } catch (Throwable refused) {
            return "refused " + refused;
        }
    }

    private static boolean burn() {
        Confinement.cpuSeconds(1);
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static boolean crash() {
        Native kernel = Native.ofThisPlatform().orElseThrow();
        return kernel.call(SystemCall.KILL, kernel.call(SystemCall.GETPID), 11) == 0;
    }

    private static void say(String name, String what) {
        System.out.println(name + "=" + what.lines().findFirst().orElse(""));
    }
}
