package com.terrifictotes.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS with servers that certain authorities vouch for, and nobody else. pgjdbc makes one for each connection by its name,
 * from what it is told as {@code sslfactoryarg}: its own way, {@code sslrootcert}, takes nothing but a file.
 */
public final class PemSocketFactory extends WrappedFactory {

    /**
     * Believes those authorities.
     *
     * @param pem their certificates
     */
    public PemSocketFactory(String pem) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        for (Certificate certificate : certificates(pem)) {
            authorities.setCertificateEntry("authority " + authorities.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        factory = context.getSocketFactory();
    }

    /** How many certificates can be read; 0 if any cannot. */
    static int count(String pem) {
        try {
            return certificates(pem).size();
        } catch (CertificateException e) {
            return 0;
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            return List.of();
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    }
}
