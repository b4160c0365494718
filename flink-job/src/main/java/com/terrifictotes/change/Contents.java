package com.terrifictotes.change;

import com.terrifictotes.catalog.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What row versions say, as fingerprints. */
final class Contents {

    private final Map<String, TableContent> tables = new HashMap<>();

    /** @param tables whose columns have names that count; of rows of others the bytes count */
    Contents(List<TableSchema> tables) {
        tables.forEach(table -> this.tables.put(table.name(), TableContent.of(table)));
    }

    /**
     * The fingerprint of what a version says; null if its row is gone.
     *
     * @param known of its key. If that is from a time when names of columns did not count, they do not count here, so that
     *     the same content has the same fingerprint
     */
    @Nullable
    Fingerprint fingerprint(@Nullable KnownRow known, RowVersion version) {
        if (version.isGone()) {
            return null;
        }
        TableContent table = tables.get(version.key().table());
        if (table == null) {
            return Fingerprint.of(version.row());
        }
        Fingerprint named = table.fingerprint(version.row());
        if (known == null || known.isGone() || named.equals(known.fingerprint())) {
            return named;
        }
        Fingerprint ofBytes = Fingerprint.of(version.row());
        return ofBytes.equals(known.fingerprint()) ? ofBytes : named;
    }
}
