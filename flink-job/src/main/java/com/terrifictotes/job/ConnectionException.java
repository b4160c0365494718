package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.UserException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;

/** A database that the job needs cannot be connected to. */
public final class ConnectionException extends UserException {
    private static final String TRUST = "its authority in tls.root-certificates";

    private ConnectionException(String message, SQLException cause) {
        super(message, cause);
    }

    /**
     * Says in words for people why a connection failed.
     *
     * @param name what the database is called, such as {@code totesys}
     */
    public static ConnectionException of(String name, Database database, SQLException cause) {
        String message = "Cannot connect to %s at %s: %s".formatted(name, database.address(), reason(cause));
        return new ConnectionException(message, cause);
    }

    @Override
    public int exitCode() {
        return 1;
    }

    private static String reason(SQLException cause) {
        if (cause.getCause() instanceof UserException known) {
            return Objects.requireNonNull(known.getMessage());
        }
        if (cause.getCause() instanceof SSLHandshakeException refused) {
            return "nobody who is believed vouches for its certificate, expected " + TRUST + " (" + refused.getMessage()
                    + ")";
        }
        return switch (Objects.requireNonNullElse(cause.getSQLState(), "")) {
            case "08001" -> unreachable(cause);
            case "28P01" -> "the password, or the user name, of the secret is wrong";
            case "3D000" -> "there is no such database";
            case "42501" -> "the user lacks a privilege (" + cause.getMessage() + ")";
            default -> "%s (SQL state %s)".formatted(cause.getMessage(), cause.getSQLState());
        };
    }

    private static String unreachable(SQLException cause) {
        if (cause.getCause() instanceof UnknownHostException) {
            return "there is no host of this name";
        }
        if (cause.getCause() instanceof SocketTimeoutException) {
            return "nobody answers there, is a firewall or a security group in the way?";
        }
        return cause.getCause() instanceof ConnectException
                ? "the connection is refused, is Postgres running there?"
                : String.valueOf(cause.getMessage());
    }
}
