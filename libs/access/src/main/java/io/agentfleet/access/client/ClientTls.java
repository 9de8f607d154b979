package io.agentfleet.access.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS credentials of a client, from a {@code quarkus.tls} configuration: its key store, if
 * there is one, and its trust store, otherwise the certificate authorities of the JVM. The server's
 * host name is verified. After a reload, new connections use the new credentials.
 */
final class ClientTls {

    private static final String[] KEY_TYPES = {"EC", "RSA", "EdDSA"};

    private final String name;
    private final Vertx vertx;
    private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager trust;

    private ClientTls(String name, Vertx vertx) {
        this.name = name;
        this.vertx = vertx;
        try {
            this.trust = AdvancedTlsX509TrustManager.newBuilder().build();
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    static ClientTls of(String name, TlsConfigurationRegistry registry, Vertx vertx) {
        TlsConfiguration tls =
                registry.get(name)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "fleet.access.tls.calls=%1$s, but there is no quarkus.tls.%1$s: set its key-store and trust-store"
                                                .formatted(name)));
        ClientTls client = new ClientTls(name, vertx);
        client.read(tls);
        return client;
    }

    String name() {
        return name;
    }

    ChannelCredentials credentials() {
        return TlsChannelCredentials.newBuilder().keyManager(keys).trustManager(trust).build();
    }

    void read(TlsConfiguration tls) {
        try {
            readTrust(tls.getTrustStoreOptions());
            readKeys(tls.getKeyStoreOptions());
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    private void readTrust(@Nullable TrustOptions options) throws Exception {
        if (options == null) {
            trust.useSystemDefaultTrustCerts();
            return;
        }
        TrustManager[] read = options.getTrustManagerFactory(vertx).getTrustManagers();
        trust.updateTrustCredentials(
                first(read, X509TrustManager.class).orElseThrow().getAcceptedIssuers());
    }

    private void readKeys(@Nullable KeyCertOptions options) throws Exception {
        if (options == null) {
            return;
        }
        KeyManager[] read = options.getKeyManagerFactory(vertx).getKeyManagers();
        X509KeyManager found = first(read, X509KeyManager.class).orElseThrow();
        String alias =
                Stream.of(KEY_TYPES)
                        .map(type -> found.getClientAliases(type, null))
                        .filter(aliases -> aliases != null && aliases.length > 0)
                        .findFirst()
                        .orElseThrow()[0];
        keys.updateIdentityCredentials(
                found.getCertificateChain(alias), found.getPrivateKey(alias));
    }

    private static <T> Optional<T> first(Object[] among, Class<T> type) {
        return Stream.of(among).filter(type::isInstance).map(type::cast).findFirst();
    }

    private IllegalStateException unusable(Exception e) {
        return new IllegalStateException(
                "quarkus.tls.%s cannot be used for calls: %s".formatted(name, e.getMessage()), e);
    }
}
