package com.terrifictotes.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Vouches for servers: an authority of its own, with the keys and certificates that the JDK's keytool makes. */
final class Authority {

    private static final String PASSWORD = "only for this test";
    private static final byte[] NEWLINE = {'\n'};

    private final Path folder;

    private Authority(Path folder) {
        this.folder = folder;
    }

    static Authority in(Path folder) throws IOException {
        Authority authority = new Authority(Files.createDirectories(folder));
        authority.keytool(
                "-genkeypair",
                "-alias",
                "authority",
                "-keyalg",
                "EC",
                "-dname",
                "CN=authority",
                "-ext",
                "bc:c=ca:true");
        authority.keytool(
                "-exportcert",
                "-alias",
                "authority",
                "-rfc",
                "-file",
                authority.certificate().toString());
        return authority;
    }

    /** The authority's own certificate, as PEM. */
    Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** Makes a key, and a certificate for a host: both are in the folder, as {@code <host>.key} and {@code <host>.crt}. */
    void vouchFor(String host) throws IOException, GeneralSecurityException {
        String request = folder.resolve(host + ".csr").toString();
        keytool("-genkeypair", "-alias", host, "-keyalg", "EC", "-dname", "CN=" + host);
        keytool("-certreq", "-alias", host, "-file", request);
        keytool(
                "-gencert",
                "-alias",
                "authority",
                "-ext",
                "san=dns:" + host,
                "-rfc",
                "-infile",
                request,
                "-outfile",
                folder.resolve(host + ".crt").toString());
        Files.writeString(folder.resolve(host + ".key"), key(host));
    }

    Path folder() {
        return folder;
    }

    private String key(String host) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey(host, PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, NEWLINE).encodeToString(key));
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private void keytool(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
        Command.Outcome outcome = Command.run(command);
        assertThat(outcome.successful()).as(outcome.output()).isTrue();
    }
}
