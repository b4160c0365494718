package com.terrifictotes.local.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Rows on their way from one Postgres to another: nothing is held. */
final class Piping {

    private Piping() {}

    /**
     * Copies what a COPY gives into what another takes.
     *
     * @return how many rows
     */
    static long copy(Connection from, String copyOut, Connection to, String copyIn) throws SQLException {
        CopyOut out = from.unwrap(PGConnection.class).getCopyAPI().copyOut(copyOut);
        CopyIn in = to.unwrap(PGConnection.class).getCopyAPI().copyIn(copyIn);
        try {
            for (byte[] bytes = out.readFromCopy(); bytes != null; bytes = out.readFromCopy()) {
                in.writeToCopy(bytes, 0, bytes.length);
            }
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }
}
