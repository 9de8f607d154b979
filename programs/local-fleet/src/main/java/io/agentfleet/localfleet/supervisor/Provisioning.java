package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.provisioning.KafkaAcls;
import io.agentfleet.localfleet.provisioning.KafkaUserProvisioner;
import io.agentfleet.localfleet.provisioning.SchemaProvisioner;
import io.agentfleet.localfleet.provisioning.TopicList;
import io.agentfleet.localfleet.provisioning.TopicProvisioner;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.KafkaUsers;
import io.agentfleet.localfleet.service.RegistryUser;
import io.agentfleet.localservers.server.KafkaAuthentication;
import io.agentfleet.messaging.codec.RegistryAddress;
import io.agentfleet.messaging.kafka.KafkaClientSettings;

/**
 * Makes what services expect of Kafka and the registry, as far as it is not there.
 *
 * @param secured whether Kafka asks for users
 */
record Provisioning(FleetHome home, PortAllocator ports, boolean secured) {

    /** Users of a secured Kafka and their rights: nothing else can connect before. */
    void users() {
        if (secured) {
            KafkaUsers users = new KafkaUsers(home);
            KafkaAcls rights = KafkaAcls.read(home.root());
            new KafkaUserProvisioner(access()).apply(rights, users.passwords(rights.users()));
        }
    }

    void topics(TopicList contracts) {
        new TopicProvisioner(access()).apply(contracts);
    }

    void schemas(TopicList contracts) {
        new SchemaProvisioner(registry(), home.root().resolve("schemas/src/main/avro"))
                .apply(contracts);
    }

    private RegistryAddress registry() {
        String api = ports.addresses().registryUrl();
        return secured ? new RegistryUser(home).address(api) : RegistryAddress.of(api);
    }

    /** As the Kafka administrator. */
    private KafkaClientSettings access() {
        String servers = ports.addresses().of(FleetAddresses.KAFKA);
        return secured
                ? new KafkaUsers(home).access(servers, KafkaAuthentication.SUPER_USER)
                : KafkaClientSettings.at(servers);
    }
}
