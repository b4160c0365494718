package com.terrifictotes.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.Totesys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule as a table of cases. Times are those of one day. A version reads "number, what is shown, valid from"; updates
 * read "last_updated now, after the last_updated last seen", of each side that changed.
 */
class VersionRuleTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = false, textBlock = """
            # case                                                      | known               | now  | created  | updates                             | cut   | next version

            # The first version is as old as the row.
            seen for the first time                                     |                     | A    | 09:00    | 09:00 after never                   | 10:00 | 1 A 09:00
            seen for the first time, updated since                      |                     | A    | 09:00    | 09:30 after never                   | 10:00 | 1 A 09:00
            made in the millisecond of the cut                          |                     | A    | 10:00    | 10:00 after never                   | 10:00 | 1 A 10:00
            made by a clock that is ahead                               |                     | A    | 10:01    | 10:01 after never                   | 10:00 | 1 A 10:00
            made nobody knows when                                      |                     | A    | NULL     | 09:00 after never                   | 10:00 | 1 A 10:00
            made at infinity                                            |                     | A    | infinity | 09:00 after never                   | 10:00 | 1 A 10:00
            made before all time                                        |                     | A    | -infinity| 09:00 after never                   | 10:00 | 1 A 10:00

            # A later one is as old as last_updated, if that can be true.
            nothing that is shown changed                               | 1 A 09:00           | A    | 09:00    | 09:30 after 09:00                   | 10:00 |
            an update                                                   | 1 A 09:00           | B    | 09:00    | 09:30 after 09:00                   | 10:00 | 2 B 09:30
            an update in the millisecond of the cut                     | 1 A 09:00           | B    | 09:00    | 10:00 after 09:00                   | 10:00 | 2 B 10:00
            back to A is a third version                                | 2 B 09:30           | A    | 09:00    | 09:40 after 09:30                   | 10:00 | 3 A 09:40
            a silent update                                             | 1 A 09:00           | B    | 09:00    | 09:00 after 09:00                   | 10:00 | 2 B 10:00
            a silent update after an update of something not shown      | 1 A 09:00           | B    | 09:00    | 09:30 after 09:30                   | 10:00 | 2 B 10:00
            an update by a clock that is ahead                          | 1 A 09:00           | B    | 09:00    | 10:01 after 09:00                   | 10:00 | 2 B 10:00
            the next one, by a clock that is right                      | 2 B 10:00           | C    | 09:00    | 10:00:30 after 10:01                | 10:02 | 3 C 10:02
            last_updated goes backwards                                 | 2 B 09:30           | C    | 09:00    | 09:20 after 09:30                   | 10:00 | 3 C 10:00
            later than last seen, but not than the version before       | 2 B 09:30           | C    | 09:00    | 09:20 after 09:10                   | 10:00 | 3 C 10:00
            as late as the version before                               | 2 B 09:30           | C    | 09:00    | 09:30 after 09:10                   | 10:00 | 3 C 10:00
            last_updated became NULL                                    | 1 A 09:00           | B    | 09:00    | NULL after 09:00                    | 10:00 | 2 B 10:00
            last_updated became infinite                                | 1 A 09:00           | B    | 09:00    | infinity after 09:00                | 10:00 | 2 B 10:00
            last_updated was NULL                                       | 1 A 09:00           | B    | 09:00    | 09:30 after NULL                    | 10:00 | 2 B 09:30
            an update within the version before                         | 1 A 10:00           | B    | 09:00    | 09:30 after 09:00                   | 10:00 | 2 B 10:00:00.001

            # Two sides that changed in one cut make one version, valid from the later update.
            both sides were updated                                     | 1 A 09:00           | B    | 09:00    | 09:30 after 09:00, 09:40 after 08:00| 10:00 | 2 B 09:40
            both sides were updated, the other way round                | 1 A 09:00           | B    | 09:00    | 09:40 after 08:00, 09:30 after 09:00| 10:00 | 2 B 09:40
            both in one millisecond, one of them silently               | 1 A 09:00           | B    | 09:00    | 09:30 after 09:30, 09:30 after 09:00| 10:00 | 2 B 09:30
            the later one is silent                                     | 1 A 09:00           | B    | 09:00    | 09:40 after 09:40, 09:30 after 09:00| 10:00 | 2 B 10:00
            the earlier one is silent                                   | 1 A 09:00           | B    | 09:00    | 08:00 after 08:00, 09:30 after 09:00| 10:00 | 2 B 09:30
            one of them cannot be true                                  | 1 A 09:00           | B    | 09:00    | 11:00 after 08:00, 09:30 after 09:00| 10:00 | 2 B 10:00
            one of them says nothing                                    | 1 A 09:00           | B    | 09:00    | NULL after 08:00, 09:30 after 09:00 | 10:00 | 2 B 10:00

            # A row that is gone closes its version; one that comes back opens another.
            deleted                                                     | 1 A 09:00           | gone |          |                                     | 10:00 | 2 A 10:00 deleted
            deleted within the version before                           | 1 A 10:00           | gone |          |                                     | 10:00 | 2 A 10:00:00.001 deleted
            deleted again                                               | 2 A 10:00 deleted   | gone |          |                                     | 11:00 |
            deleted before it was ever seen                             |                     | gone |          |                                     | 10:00 |
            back, made anew                                             | 2 A 10:00 deleted   | A    | 10:30    | 10:30 after never                   | 11:00 | 3 A 10:30
            back, as old as it was                                      | 2 A 10:00 deleted   | B    | 09:00    | 09:30 after never                   | 11:00 | 3 B 11:00
            back, made by a clock that is ahead                         | 2 A 10:00 deleted   | B    | 11:30    | 11:30 after never                   | 11:00 | 3 B 11:00
            back in the cut that closed it                              | 2 A 10:00 deleted   | B    | 09:00    | 09:00 after never                   | 10:00 | 3 B 10:00:00.001
            """)
    void aVersionIsMadeOfWhatIsKnownAndWhatIsSeen(
            String name,
            @Nullable String known,
            String now,
            @Nullable String created,
            @Nullable String updates,
            String cut,
            @Nullable String next) {
        Seen seen = now.equals("gone")
                ? Seen.gone(time(cut))
                : Seen.row(shown(now), time(created), updates(String.valueOf(updates)), time(cut));

        assertThat(VersionRule.next(version(known), seen)).isEqualTo(Optional.ofNullable(version(next)));
    }

    private static @Nullable Version version(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String[] word = words.split(" ", -1);
        return new Version(shown(word[1]), Integer.parseInt(word[0]), time(word[2]), word.length == 4);
    }

    private static List<Update> updates(String words) {
        return Arrays.stream(words.split(", ", -1))
                .map(update -> update.split(" after ", 2))
                .map(times -> new Update(time(times[0]), time(times[1])))
                .toList();
    }

    private static Row shown(String word) {
        return new RowBuilder().int32(1).text(word).build();
    }

    /** As a row that says so is read, see {@link RowTimes}. */
    private static long time(@Nullable String word) {
        if (word == null || word.equals("never")) {
            return RowTimes.UNTOLD;
        }
        Row row = switch (word) {
            case "NULL" -> Totesys.row(Totesys.DESIGN);
            case "infinity", "-infinity" -> Totesys.row(Totesys.DESIGN, "created_at", word);
            default -> Totesys.row(Totesys.DESIGN, "created_at", "2024-11-15 " + word);
        };
        return RowTimes.of(Totesys.DESIGN).createdAt(row);
    }
}
