package com.terrifictotes.job;

import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What a Flink cluster starts. Problems are thrown and never end the process: it may be the cluster's own.
 *
 * <p>The one option, {@code --properties FILE}, names the settings; without it they are where the service puts them.
 */
public final class Main {

    @Option(names = "--properties", paramLabel = "FILE")
    private Path properties = Settings.SERVICE_FILE;

    private Main() {}

    /**
     * Builds the job and hands it to the cluster.
     *
     * @throws Exception if the arguments, the settings or totesys are not as they must be, or the cluster refuses
     */
    public static void main(String[] arguments) throws Exception {
        Path file = CommandLine.populateCommand(new Main(), arguments).properties;
        Settings settings = Settings.read(file);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        TotesJob.build(settings, environment);
        environment.execute(settings.pipeline().name());
    }
}
