package com.terrifictotes.local.postgres;

/** What our servers are told at every start. */
final class PostgresSettings {
    private PostgresSettings() {}

    static String text(int port, Durability durability) {
        return String.join(
                "\n",
                "listen_addresses = '127.0.0.1'",
                "port = " + port,
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "max_connections = 100",
                "max_prepared_transactions = 20",
                "shared_buffers = '256MB'",
                // Who builds an index takes it, and a publish that sorts.
                "maintenance_work_mem = '256MB'",
                "max_wal_size = '4GB'",
                // A table that is filled in the transaction that makes it needs no log then.
                "wal_level = minimal",
                "max_wal_senders = 0",
                "fsync = " + durability.value(),
                "synchronous_commit = " + durability.value(),
                "full_page_writes = " + durability.value(),
                "");
    }
}
