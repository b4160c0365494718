package com.terrifictotes.local.page;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every version of a member of staff. */
final class StaffLookUp implements JsonAnswer {

    private static final String VERSIONS =
            BusinessQuestion.about("staff-history", "WHERE staff_id = 2", "WHERE staff_id = ?");

    private final Reading reading;

    StaffLookUp(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Object answer(String rest) throws SQLException, UnknownException {
        int key = Keys.parse("member of staff", rest);
        return reading.ask(warehouse -> {
            List<Map<String, @Nullable Object>> versions = Rows.of(warehouse, VERSIONS, key);
            if (versions.isEmpty()) {
                throw new UnknownException("The warehouse has no member of staff %d".formatted(key));
            }
            return Map.of("versions", versions);
        });
    }
}
