package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;

/** Changes of what the warehouse's dimensions show, made by the client: last_updated moves. */
final class Edits {
    private Edits() {}

    static int newDesign(Connection connection, Tick tick) throws SQLException {
        String material = Words.material(tick.dice());
        return Sql.change(
                connection,
                "INSERT INTO design (created_at, design_name, file_location, file_name, last_updated)"
                        + " VALUES (?, ?, ?, ?, ?)",
                tick.time(),
                material,
                Words.fileLocation(tick.dice()),
                Words.fileName(tick.dice(), material),
                tick.time());
    }

    static int moveStaff(Connection connection, Tick tick) throws SQLException {
        int department = tick.dice().anyOf(Sql.numbers(connection, "SELECT department_id FROM department ORDER BY 1"));
        int staff = tick.roster().staff().pick(tick.dice());
        return Sql.change(
                connection,
                "UPDATE staff SET department_id = ?, last_updated = ? WHERE staff_id = ? AND department_id <> ?",
                department,
                tick.time(),
                staff,
                department);
    }

    /** One move in five leaves the location unknown. */
    static int moveDepartment(Connection connection, Tick tick) throws SQLException {
        int department = tick.dice().anyOf(Sql.numbers(connection, "SELECT department_id FROM department ORDER BY 1"));
        String location = tick.dice().oneIn(5) ? "" : Words.city(tick.dice());
        return Sql.change(
                connection,
                "UPDATE department SET location = nullif(?, ''), last_updated = ? WHERE department_id = ?",
                location,
                tick.time(),
                department);
    }

    static int correctAddress(Connection connection, Tick tick) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE address SET address_line_1 = ?, last_updated = ? WHERE address_id = ?",
                Words.street(tick.dice()),
                tick.time(),
                tick.roster().addresses().pick(tick.dice()));
    }
}
