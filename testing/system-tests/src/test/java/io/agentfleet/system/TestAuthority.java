package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority made for a test with the JDK's keytool. What it issues lies in a folder
 * as a certificate manager leaves it: {@code tls.crt}, {@code tls.key}, {@code ca.crt}.
 *
 * @param store where its own key is
 */
record TestAuthority(Path store) {

    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    /** A new one, in a folder of its own. */
    static TestAuthority in(Path folder) throws IOException {
        TestAuthority authority = new TestAuthority(Files.createDirectories(folder).resolve("ca"));
        keytool(
                authority.store(),
                "-genkeypair -alias ca -keyalg EC -validity 2 -dname CN=authority -ext bc:c=ca:true");
        return authority;
    }

    /** A certificate for localhost and its key; in place of those that were there, each at once. */
    void issue(Path folder, String name) throws IOException {
        Path work = Files.createTempDirectory(store.getParent(), name);
        Path own = work.resolve("own");
        Path request = work.resolve("request");
        Path signed = work.resolve("signed");
        keytool(own, "-genkeypair -alias own -keyalg EC -validity 2 -dname CN=" + name);
        keytool(own, "-certreq -alias own -file " + request);
        keytool(
                store,
                "-gencert -rfc -alias ca -validity 2 -ext san=dns:localhost,ip:127.0.0.1 -infile %s -outfile %s"
                        .formatted(request, signed));
        Path authority = work.resolve("authority");
        keytool(store, "-exportcert -rfc -alias ca -file " + authority);
        Path key = Files.writeString(work.resolve("key"), key(own));
        Files.createDirectories(folder);
        move(authority, folder.resolve("ca.crt"));
        move(key, folder.resolve("tls.key"));
        move(signed, folder.resolve("tls.crt"));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key(Path own) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey("own", PASSWORD.toCharArray());
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(
                            Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                                    .encodeToString(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void keytool(Path store, String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(KEYTOOL.toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(store.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool %s: %s".formatted(arguments, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Trusts the authority of a folder, and shows the certificate of another if one is given. */
    static SSLContext client(Path trusts, Path... shows) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("ca", certificate(trusts.resolve("ca.crt")));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(shows.length == 0 ? empty() : identity(shows[0]), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD.toCharArray());
        return store;
    }

    private static KeyStore identity(Path folder) throws GeneralSecurityException, IOException {
        String pem =
                Files.readString(folder.resolve("tls.key")).replaceAll("-----[A-Z ]+-----", "");
        var key =
                java.security.KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new java.security.spec.PKCS8EncodedKeySpec(
                                        Base64.getMimeDecoder().decode(pem)));
        KeyStore store = empty();
        store.setKeyEntry(
                "own",
                key,
                PASSWORD.toCharArray(),
                new X509Certificate[] {certificate(folder.resolve("tls.crt"))});
        return store;
    }

    static X509Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream text = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(text);
        }
    }
}
