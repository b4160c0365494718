package com.terrifictotes.service;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Runs a packaged job as Managed Service for Apache Flink does: file systems are plugins, the job's classes come from its
 * jar alone and before the service's own, and what the job may configure is on a list ({@code
 * execution.program-config.*} of the configuration).
 *
 * <p>Arguments: the folder of Flink's {@code config.yaml}, the jar, and what the jar's program gets. Standard input takes
 * a command a line, whose answer is a line of standard output:
 *
 * <ul>
 *   <li>{@code savepoint FOLDER}: {@code savepoint PATH}, and the job goes on
 *   <li>{@code stop FOLDER}: {@code stopped PATH}, and the process ends with exit code 0
 * </ul>
 *
 * <p>It ends with exit code 1 if the jar's program fails; why is on standard error.
 */
public final class Service {

    private Service() {}

    public static void main(String[] arguments) {
        System.exit(succeeds(arguments) ? 0 : 1);
    }

    private static boolean succeeds(String[] arguments) {
        Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[0]);
        FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        String[] ofTheProgram = Arrays.copyOfRange(arguments, 2, arguments.length);
        try (Application application = Application.start(configuration, new File(arguments[1]), ofTheProgram)) {
            answer(application);
            return true;
        } catch (Throwable e) {
            e.printStackTrace();
            return false;
        }
    }

    private static void answer(Application application) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("started");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "savepoint" -> System.out.println("savepoint " + application.savepoint(words[1]));
                case "stop" -> {
                    System.out.println("stopped " + application.stop(words[1]));
                    return;
                }
                default -> throw new IOException("Cannot understand a command: " + line);
            }
        }
    }
}
