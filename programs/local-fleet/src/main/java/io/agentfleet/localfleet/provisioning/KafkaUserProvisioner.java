package io.agentfleet.localfleet.provisioning;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * Makes Kafka's users and their rights what they should be: what was granted and is not any more is
 * taken back.
 *
 * @param kafka reached as a user with the permission to do so
 */
public record KafkaUserProvisioner(KafkaClientSettings kafka) {

    private static final int TIMEOUT_SECONDS = 30;
    private static final int ITERATIONS = 4096;

    /** Returns when Kafka has them. */
    public void apply(KafkaAcls rights, Map<String, String> passwords) {
        try (Admin admin = Admin.create(kafka.alone())) {
            admin.alterUserScramCredentials(credentials(passwords))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Set<AclBinding> wanted = new HashSet<>();
            rights.byUser().values().forEach(wanted::addAll);
            Collection<AclBinding> granted =
                    admin.describeAcls(AclBindingFilter.ANY)
                            .values()
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            admin.createAcls(wanted).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            var ignored =
                    admin.deleteAcls(
                                    granted.stream()
                                            .filter(right -> !wanted.contains(right))
                                            .map(AclBinding::toFilter)
                                            .toList())
                            .all()
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    private static List<UserScramCredentialAlteration> credentials(Map<String, String> passwords) {
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        passwords.forEach((user, password) ->
                credentials.add(
                        new UserScramCredentialUpsertion(
                                user,
                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                                password)));
        return credentials;
    }

    private CommandException failure(Exception e) {
        return new CommandException(
                ExitCode.NOT_STARTED,
                "users cannot be made on %s: %s. See './fleet logs kafka'."
                        .formatted(kafka.servers(), e.getMessage()),
                e);
    }
}
