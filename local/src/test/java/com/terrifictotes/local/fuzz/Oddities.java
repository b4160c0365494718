package com.terrifictotes.local.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that break naive code, as Postgres takes them in text. */
final class Oddities {

    private static final String DIGITS = "1234567890".repeat(100);

    /** Texts. None has a NUL: Postgres has no such text. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            " \t ",
            "\n",
            "\r\n",
            "\\.",
            "\\N",
            "\\",
            "\\\\x41",
            "NULL",
            "null",
            "'",
            "''; DROP TABLE staff; --",
            "\"",
            "a,\"b\",c\td;e|f",
            "{\"a\": [1, \"\\u0000\"]}",
            "{}",
            "%s %d %n %",
            "${jndi:ldap://x}",
            "<b>&amp;</b>",
            "../../etc/passwd",
            "true",
            "NaN",
            "\u0001\u001f\u007f",
            "\u0085\u2028\u2029",
            "\u00a0\u200b\u200d\ufeff",
            "e\u0301\u0327 \u00e9",
            "\u202eolleh\u202c \u0634\u0643\u0631",
            "\ufffe\uffff\ufffd",
            "\ue000\uf8ff",
            "\uD83D\uDE00\uD834\uDD1E\uDBFF\uDFFD",
            "\u0130\u0131\u00df\ufb01",
            "x".repeat(999) + "\uD83D\uDE00 behind the thousandth character",
            "1e5",
            "0x1F");

    /** Texts that look like dates; only the first two are of the form yyyy-mm-dd and of a day that exists. */
    static final List<String> DATE_TEXTS = List.of(
            "2024-02-29",
            "0001-01-01",
            "2023-02-29",
            "2024-02-30",
            "0000-00-00",
            "0000-01-01",
            "2024-00-10",
            "2024-13-01",
            "2024-01-32",
            "2024-2-3",
            " 2024-01-01",
            "2024-01-01 ",
            "2024-01-01\n",
            "2024/01/01",
            "20240101",
            "01/02/2024",
            "10000-01-01",
            "-2024-01-01",
            "2024-01-01T00:00:00",
            "\uff12\uff10\uff12\uff14-01-01",
            "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661",
            "2024\u201301\u201301",
            "infinity",
            "-infinity",
            "today",
            "soon",
            "J2451187",
            "January 8, 1999",
            "2024-01-01 BC",
            "");

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("smallint", List.of("-32768", "32767", "0", "-1")),
            Map.entry("integer", List.of("-2147483648", "2147483647", "0", "-1")),
            Map.entry(
                    "bigint", List.of("-9223372036854775808", "9223372036854775807", "2147483648", "-2147483649", "0")),
            Map.entry("real", List.of("NaN", "Infinity", "-Infinity", "-0", "0", "1e-45", "3.4028235e38", "0.1")),
            Map.entry(
                    "double precision",
                    List.of("NaN", "Infinity", "-Infinity", "-0", "0", "5e-324", "1.7976931348623157e308", "0.1")),
            Map.entry("numeric(10,2)", List.of("NaN", "99999999.99", "-99999999.99", "0.00", "-0.01", "12345.60")),
            Map.entry("numeric(12,1)", List.of("NaN", "99999999999.9", "-0.1", "100000000.0", "99999999.9")),
            Map.entry(
                    "numeric(30,6)",
                    List.of("NaN", "1.005", "1.230000", "99999999.990000", "100000000", "-99999999.991", "0.000001")),
            Map.entry("numeric(9,0)", List.of("NaN", "999999999", "-999999999", "0")),
            Map.entry("numeric(18,18)", List.of("0.999999999999999999", "-0.000000000000000001", "NaN")),
            Map.entry("numeric(19,4)", List.of("999999999999999.9999", "-999999999999999.9999", "0.0001")),
            Map.entry("numeric(38,0)", List.of("9".repeat(38), "-" + "9".repeat(38), "0", "1" + "0".repeat(37))),
            Map.entry("numeric(38,38)", List.of("0." + "9".repeat(38), "-0." + "0".repeat(37) + "1", "0")),
            Map.entry("numeric(39,1)", List.of("9".repeat(38) + ".9", "NaN")),
            Map.entry("numeric(5,-2)", List.of("1234500", "-9999900", "49")),
            Map.entry("numeric(3,5)", List.of("0.00999", "-0.00001", "0")),
            Map.entry(
                    "numeric",
                    List.of("NaN", "Infinity", "-Infinity", DIGITS + "." + DIGITS, "1e-1000", "1e1000", "1.0", "1.00")),
            Map.entry("boolean", List.of("true", "false")),
            Map.entry(
                    "date",
                    List.of(
                            "infinity",
                            "-infinity",
                            "4714-11-24 BC",
                            "5874897-12-31",
                            "0001-12-31 BC",
                            "0001-01-01",
                            "1969-12-31",
                            "2024-02-29")),
            Map.entry("time without time zone", List.of("00:00", "24:00", "23:59:59.999999", "00:00:00.000001")),
            Map.entry("time with time zone", List.of("24:00+15:59", "00:00-15:59", "12:34:56.789+05:30")),
            Map.entry("timestamp without time zone", timestamps("")),
            Map.entry("timestamp with time zone", timestamps("+00")),
            Map.entry(
                    "interval",
                    List.of("178000000 years", "-178000000 years", "1 mon -1 day 00:00:00.000001", "0", "-00:00:01")),
            Map.entry("bytea", List.of("", "\\x00", "\\x00ff5c27220a", "\\x" + "00ff".repeat(5_000))),
            Map.entry("json", List.of(" { \"b\" : 1, \"b\" : \"\\u0000\" } ", "null", "\"\"", "1e400", "[]")),
            Map.entry("jsonb", List.of("{\"b\": 1, \"a\": null}", "null", "[1.50, \"\\\\\"]")),
            Map.entry("jsonpath", List.of("$.\"a b\"[*] ? (@ > 1)")),
            Map.entry("uuid", List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")),
            Map.entry("inet", List.of("::1", "10.0.0.1/8", "ffff:ffff::/32")),
            Map.entry("macaddr", List.of("08:00:2b:01:02:03")),
            Map.entry("bit(5)", List.of("00000", "10101")),
            Map.entry("bit varying", List.of("", "1", "0".repeat(300))),
            Map.entry("money", List.of("92233720368547758.07", "-92233720368547758.08", "0")),
            Map.entry("point", List.of("(1e300,-0)", "(NaN,Infinity)")),
            Map.entry("polygon", List.of("((0,0),(1,1),(1,0))")),
            Map.entry("tsvector", List.of("'a''b':1A,2B 'c':3", "")),
            Map.entry("int4range", List.of("empty", "(,)", "[1,5)", "[-2147483648,2147483647)")),
            Map.entry("tstzrange", List.of("[-infinity,infinity]", "(,2024-02-29 12:00:00+00]", "empty")),
            Map.entry("int4multirange", List.of("{}", "{[1,3),[5,8)}")),
            Map.entry("integer[]", List.of("{}", "{NULL,1,-2147483648}", "[0:1]={1,2}", "{{1,2},{3,4}}")),
            Map.entry("text[]", List.of("{}", "{\"\",NULL,\"NULL\",\"a\\\"b\\\\,{}\",\"\uD83D\uDE00\"}")),
            Map.entry("timestamp without time zone[]", List.of("{infinity,\"4714-11-24 00:00:00 BC\"}")),
            Map.entry("oid", List.of("0", "4294967295")),
            Map.entry("pg_lsn", List.of("0/0", "FFFFFFFF/FFFFFFFF")),
            Map.entry("xid", List.of("4294967295")),
            Map.entry("\"char\"", List.of("a", "", "\\")),
            Map.entry("name", List.of("select", "", "x".repeat(63))),
            Map.entry("character(7)", List.of("", "a", "1234567", "\uD83D\uDE00")),
            Map.entry("character varying(20)", List.of("", " ", "12345678901234567890")));

    private Oddities() {}

    /** The odd values of a type, as {@code format_type} names it; of one that is not here, those of text. */
    static List<String> of(String type) {
        if (type.equals("timestamp(3) without time zone")) {
            // The last of all would be rounded up to one that there is not.
            return timestamps("").stream()
                    .filter(value -> !value.startsWith("294276"))
                    .toList();
        }
        return BY_TYPE.getOrDefault(type.replace("(6)", ""), TEXTS);
    }

    /** The types that have values of their own, in a fixed order. */
    static List<String> types() {
        return BY_TYPE.keySet().stream().sorted().toList();
    }

    private static List<String> timestamps(String zone) {
        List<String> timestamps = new ArrayList<>(List.of("infinity", "-infinity"));
        for (String time : List.of(
                "294276-12-31 23:59:59.999999",
                "294247-01-10 04:00:54.775806",
                "294247-01-10 04:00:54.775807",
                "1969-12-31 23:59:59.999999",
                "1970-01-01 00:00:00",
                "1999-12-31 23:59:59.999999",
                "0001-01-01 00:00:00")) {
            timestamps.add(time + zone);
        }
        timestamps.add("4714-11-24 00:00:00" + zone + " BC");
        timestamps.add("0001-12-31 23:59:59.999999" + zone + " BC");
        return timestamps;
    }
}
