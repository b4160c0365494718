package com.terrifictotes.local.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Query results as texts. */
public final class Texts {

    private Texts() {}

    /** The rest of a result; NULL is {@code null} in letters. */
    public static List<List<String>> of(ResultSet rows) throws SQLException {
        List<List<String>> texts = new ArrayList<>();
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(String.valueOf(rows.getString(i)));
            }
            texts.add(values);
        }
        return texts;
    }
}
