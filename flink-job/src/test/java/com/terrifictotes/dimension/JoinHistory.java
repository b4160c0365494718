package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A made-up history of staff and departments: rows come, change, move, go, come back and do not fit; some cuts are broken
 * off. From it, what has to be seen of the staff, by a rule of a few lines.
 */
final class JoinHistory {

    private static final int CUTS = 30;
    private static final int STAFF = 12;
    private static final int DEPARTMENTS = 4;

    private final Random random;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();

    /**
     * Something that happened to a row.
     *
     * @param name null if the row is gone; {@value #UNFIT} if it does not fit
     */
    record Event(boolean isDepartment, int id, @Nullable String name, int department, int cut, Change change) {}

    /** A version that has to be made. */
    record Shown(int id, String name, String department, int version, boolean isDeleted, int cut) {}

    private static final String UNFIT = "unfit";

    JoinHistory(long seed) {
        random = new Random(seed);
        for (int cut = 1; cut <= CUTS; cut++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                happen(cut);
            }
            if (cut == CUTS || random.nextInt(4) > 0) {
                closed.add(cut);
            }
        }
    }

    List<Event> events() {
        return events;
    }

    /** The cuts that were closed: minutes. */
    List<Integer> closed() {
        return closed;
    }

    private void happen(int cut) {
        boolean isDepartment = random.nextInt(3) == 0;
        int id = 1 + random.nextInt(isDepartment ? DEPARTMENTS : STAFF);
        int number = numbers.merge((isDepartment ? "d" : "s") + id, 1, Integer::sum);
        int department = 1 + random.nextInt(DEPARTMENTS);
        String lastUpdated = Story.time(Math.max(0, cut - random.nextInt(3)));
        String name = random.nextInt(8) == 0 ? UNFIT : String.valueOf((char) ('A' + random.nextInt(3)));
        if (number > 1 && random.nextInt(7) == 0) {
            Change gone = Story.deleted(isDepartment ? Totesys.DEPARTMENT : Totesys.STAFF, id, number, Story.cut(cut));
            events.add(new Event(isDepartment, id, null, department, cut, gone));
            return;
        }
        String fit = name.equals(UNFIT) ? null : name;
        Change change = isDepartment
                ? Story.department(id, fit, lastUpdated, number, Story.cut(cut))
                : Story.staff(id, fit, department, lastUpdated, number, Story.cut(cut));
        events.add(new Event(isDepartment, id, name, department, cut, change));
    }

    /** What each closed cut shows that the one before did not. */
    List<Shown> versions() {
        List<Shown> versions = new ArrayList<>();
        Map<Integer, Shown> last = new TreeMap<>();
        for (int cut : closed) {
            Map<Integer, Event> departments = state(true, cut);
            Map<Integer, Event> staff = state(false, cut);
            for (int id = 1; id <= STAFF; id++) {
                Shown next = next(last.get(id), id, staff.get(id), departments, cut);
                if (next != null) {
                    versions.add(next);
                    last.put(id, next);
                }
            }
        }
        return versions;
    }

    private static @Nullable Shown next(
            @Nullable Shown last, int id, @Nullable Event staff, Map<Integer, Event> departments, int cut) {
        int version = last == null ? 1 : last.version() + 1;
        if (staff == null) {
            return last == null || last.isDeleted()
                    ? null
                    : new Shown(id, last.name(), last.department(), version, true, cut);
        }
        Event department = departments.get(staff.department());
        if (department == null) {
            return null;
        }
        Shown now = new Shown(id, name(staff), name(department), version, false, cut);
        boolean isSame = last != null
                && !last.isDeleted()
                && last.name().equals(now.name())
                && last.department().equals(now.department());
        return isSame ? null : now;
    }

    private Map<Integer, Event> state(boolean isDepartment, int cut) {
        Map<Integer, Event> rows = new HashMap<>();
        for (Event event : events) {
            if (event.isDepartment() != isDepartment || event.cut() > cut || UNFIT.equals(event.name())) {
                continue;
            }
            if (event.name() == null) {
                rows.remove(event.id());
            } else {
                rows.put(event.id(), event);
            }
        }
        return rows;
    }

    private static String name(Event event) {
        return String.valueOf(event.name());
    }
}
