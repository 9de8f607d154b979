package io.agentfleet.cli.command.task;

/** What Ctrl-C does to this process. */
final class InterruptSignal {

    private InterruptSignal() {}

    /**
     * From now on it ends the process without any further ado. The JVM itself would pass a second
     * one over while its shutdown hooks run. By reflection, as the compiler warns of this API of
     * the module jdk.unsupported and the warning cannot be switched off.
     */
    static void endsAtOnce() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_DFL").get(null));
        } catch (ReflectiveOperationException e) {
            return; // a JVM without signals: the first Ctrl-C has to do
        }
    }
}
