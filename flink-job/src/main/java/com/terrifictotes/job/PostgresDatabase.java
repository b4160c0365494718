package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Postgres database whose user and password are in a secret. The secret is read when the first connection is opened,
 * on the machine that opens it, and again when Postgres refuses the password: so a rotated password needs no restart.
 *
 * <p>What a session is given, besides the user and the password:
 *
 * <ul>
 *   <li>{@code statement_timeout}: no answer takes longer, be it for a lock or for work. A {@code lock_timeout} of its
 *       own would add nothing but a second SQL state for the same wait.
 *   <li>A socket timeout somewhat longer, by as much again or ten seconds: normally Postgres ends a statement first and says so; the socket's end is for
 *       a network that swallows everything. TCP keep-alive is for the time between statements.
 *   <li>Keep-alive of the server's side, too: it ends a session two minutes after its client is gone without a word.
 *   <li>The time zone UTC, by a statement: pgjdbc sends the JVM's zone when it connects, and that wins over
 *       {@code options}.
 *   <li>No details of errors, which quote rows: messages end in logs, and values may be nobody's business.
 *   <li>{@code idle_in_transaction_session_timeout} stays as the owner of the database set it: it is the owner's guard
 *       against a forgotten snapshot, and a cut that falls to it is only taken again.
 * </ul>
 */
public final class PostgresDatabase implements Database {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

    private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);
    /** In seconds; the usual two hours would hold a snapshot, and locks, for as long. */
    private static final String NOTICING_A_DEAD_CLIENT =
            " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6";

    private static final Set<String> REFUSED_LOGINS = Set.of("28P01", "28000");

    private final PostgresUrl url;
    private final SecretReference secret;
    private final Timeouts timeouts;
    private final @Nullable RootCertificates authorities;
    /** As last read on this machine; null until then, and again wherever a copy arrives. */
    private transient volatile @Nullable Credentials credentials;
    /** Likewise. */
    private transient volatile @Nullable Properties trust;

    /** A database whose certificate is checked as its URL says. */
    public PostgresDatabase(PostgresUrl url, SecretReference secret, Timeouts timeouts) {
        this(url, secret, timeouts, null);
    }

    /**
     * A database.
     *
     * @param authorities who has to vouch for it; null if its certificate is checked as its URL says
     */
    public PostgresDatabase(
            PostgresUrl url, SecretReference secret, Timeouts timeouts, @Nullable RootCertificates authorities) {
        this.url = url;
        this.secret = secret;
        this.timeouts = timeouts;
        this.authorities = authorities;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SQLException also if the secret or the root certificates cannot be read: SQL state 28000, with the {@link
     *     SettingsException} as cause
     */
    @Override
    public Connection connect() throws SQLException {
        Credentials known = credentials;
        Credentials login = known == null ? fetch() : known;
        try {
            return open(login);
        } catch (SQLException refused) {
            return reopen(login, refused);
        }
    }

    @Override
    public String address() {
        return url.address();
    }

    @Override
    public String toString() {
        return "PostgresDatabase[" + address() + ", " + secret + "]";
    }

    /** Tries once more if the login was refused and the secret has changed since it was read. */
    private Connection reopen(Credentials known, SQLException refused) throws SQLException {
        if (!REFUSED_LOGINS.contains(String.valueOf(refused.getSQLState()))) {
            throw refused;
        }
        Credentials current = fetch();
        if (current.equals(known)) {
            throw refused;
        }
        LOG.info("The login at {} was refused, trying again with the secret {} as it is now", address(), secret);
        return open(current);
    }

    private Credentials fetch() throws SQLException {
        try {
            Credentials current = secret.fetch();
            credentials = current;
            return current;
        } catch (SettingsException e) {
            throw unreadable(e);
        }
    }

    private Connection open(Credentials login) throws SQLException {
        Connection connection = openSocket(login);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Not by DriverManager: it finds no driver that came with the job's own class loader. */
    private Connection openSocket(Credentials login) throws SQLException {
        try {
            Connection connection = new Driver().connect(url.text(), properties(login));
            if (connection == null) {
                throw new SQLException("Cannot connect to " + address() + ": pgjdbc does not accept the URL", "08001");
            }
            return connection;
        } catch (SQLException e) {
            if (e.getCause() instanceof SSLException) {
                trust = null;
            }
            throw e;
        }
    }

    /** Root certificates are read again when a server has shown one that they do not vouch for: they change, too. */
    private Properties trust() throws SQLException {
        Properties known = trust;
        if (known != null || authorities == null) {
            return known == null ? new Properties() : known;
        }
        try {
            Properties current = authorities.properties();
            trust = current;
            return current;
        } catch (SettingsException e) {
            throw unreadable(e);
        }
    }

    private static SQLException unreadable(SettingsException cause) {
        return new SQLInvalidAuthorizationSpecException(cause.getMessage(), "28000", cause);
    }

    private Properties properties(Credentials login) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(trust());
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "totes");
        properties.setProperty("assumeMinServerVersion", "13");
        properties.setProperty("connectTimeout", seconds(timeouts.connect()));
        // As long again for the login itself, after the hosts of the URL have been tried one by one.
        properties.setProperty("loginTimeout", seconds(timeouts.connect().multipliedBy(url.hosts() + 1L)));
        properties.setProperty("socketTimeout", seconds(socketTimeout()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty(
                "options", "-c statement_timeout=" + timeouts.statement().toMillis() + NOTICING_A_DEAD_CLIENT);
        return properties;
    }

    private Duration socketTimeout() {
        Duration statement = timeouts.statement();
        return statement.plus(statement.compareTo(SOCKET_GRACE) < 0 ? statement : SOCKET_GRACE);
    }

    /** In whole seconds, as pgjdbc counts, rounded up. */
    private static String seconds(Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }
}
