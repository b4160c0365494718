package org.apache.flink.python.util;

import org.apache.commons.cli.CommandLine;
import org.apache.flink.configuration.Configuration;

/**
 * Stands in for a class of flink-python, which Flink's SQL client calls at its start whatever it is asked: it needs none of
 * the rest.
 */
public final class PythonDependencyUtils {

    private PythonDependencyUtils() {}

    /** No dependency of Python. */
    public static Configuration parsePythonDependencyConfiguration(CommandLine unused) {
        return new Configuration();
    }
}
