package io.agentfleet.orchestrator.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.orchestrator.ledger.CostConfig;
import io.agentfleet.orchestrator.ledger.kafka.CostFeed;
import io.agentfleet.orchestrator.ledger.redis.RedisCostLedger;
import io.agentfleet.taskmodel.run.Money;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The ledger's parts put together. */
@Dependent
class LedgerBeans {

    @Produces
    @Singleton
    RedisCostLedger ledger(
            RedisConnection redis, ObjectMapper json, CostConfig config, InstantSource clock) {
        return new RedisCostLedger(redis, json, config.retention(), clock);
    }

    @Produces
    @Singleton
    CostFeed costs(
            KafkaClientSettings kafka,
            EventCodecs codecs,
            RedisCostLedger ledger,
            CostConfig config,
            MeterRegistry registry) {
        return new CostFeed(kafka, codecs, ledger, Money.usd(config.sessionAlert()), registry);
    }
}
