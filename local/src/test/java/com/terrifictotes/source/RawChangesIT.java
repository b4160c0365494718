package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.local.lake.RawChanges;
import com.terrifictotes.local.lake.WrittenZone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Postgres sends is what the raw zone gives back. */
class RawChangesIT {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void aRowReadBackIsTheVeryTupleThatPostgresSent() throws Exception {
        SourceDatabase source = SourceDatabase.create();
        source.run("CREATE TYPE mood AS ENUM ('sad', 'O''K')", """
                CREATE TABLE everything (
                  code text, part integer, s smallint, l bigint, r real, d double precision, m numeric(10,2),
                  n numeric(38,20), free numeric, b boolean, y bytea, day date, t time, ts timestamp, ts3 timestamp(3),
                  tz timestamptz, mood mood, u uuid, j jsonb, a integer[], c char(5), PRIMARY KEY (code, part))""", """
                INSERT INTO everything SELECT 'K-' || n, n, n, -n, n / 7.0, n / 7.0, n / 7.0, n / 7.0, n / 7.0, n % 2 = 0,
                  decode(md5(n::text), 'hex'), DATE '1990-01-01' + n * 100, TIME '00:00:01.000001' + n * interval '1 minute',
                  TIMESTAMP '1960-01-01' + n * interval '100 hours 1 us', now(), now() - n * interval '1 day',
                  CASE n % 2 WHEN 0 THEN 'sad' ELSE 'O''K' END::mood, md5(n::text)::uuid, to_jsonb(n), ARRAY[n, n + 1], 'ab'
                FROM generate_series(1, 500) n""", """
                INSERT INTO everything (code, part, r, d, m, n, free, day, t, ts, tz) VALUES
                  ('Ä', -1, 'NaN', 'NaN', 'NaN', 'NaN', 'NaN', 'infinity', '24:00', 'infinity', 'infinity'),
                  ('', 0, '-Infinity', '-0', 0, -0.00000000000000000001, 'Infinity', '-infinity', '00:00', '-infinity', '-infinity'),
                  ('é', 1, 1e-40, 5e-324, -99999999.99, 999999999999999999.99999999999999999999, 1e50,
                    '4713-01-01 BC', '23:59:59.999999', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999Z'),
                  ('z', 2, 1e38, 1e308, 10000, 10000, 10000, '5874897-12-31', '12:00', '4713-01-01 00:00:00 BC', '0001-01-01 00:00:00Z')""");
        List<Change> seen = new ArrayList<>();
        try (Follower follower = Follower.begin(source)) {
            for (RowVersion version : follower.next().rows()) {
                seen.add(new Change(Operation.INSERT, 1, version));
            }
        }
        TableSchema table = source.catalog().table("everything").orElseThrow();
        WrittenZone.add(folder.resolve("raw"), List.of(table), seen);

        try (RawChanges raw = RawChanges.open(folder.resolve("raw").toUri(), folder.resolve("room"));
                CloseableIterator<Change> changes = raw.latest(table, Instant.now())) {
            List<Change> read = new ArrayList<>();
            changes.forEachRemaining(read::add);
            assertThat(read).hasSize(504).containsExactlyInAnyOrderElementsOf(seen);
        }
    }
}
