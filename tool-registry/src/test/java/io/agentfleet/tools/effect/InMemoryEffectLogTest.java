package io.agentfleet.tools.effect;

class InMemoryEffectLogTest extends EffectLogContract {

    private final InMemoryEffectLog log = new InMemoryEffectLog();
    private final InMemoryEffectLog other = log.another();

    @Override
    protected EffectLog log() {
        return log;
    }

    @Override
    protected EffectLog other() {
        return other;
    }
}
