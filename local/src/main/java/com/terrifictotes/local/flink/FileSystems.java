package com.terrifictotes.local.flink;

import com.terrifictotes.local.UsageException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** Where a lake can lie beside the disks of this machine. */
public final class FileSystems {

    private FileSystems() {}

    /**
     * Makes the file systems that are plugins known to all Flink in this JVM: those of the folder that {@code
     * FLINK_PLUGINS_DIR} names, told what {@code config.yaml} in the folder {@code FLINK_CONF_DIR} says, as on a cluster.
     *
     * @throws UsageException if that file cannot be read
     */
    public static void load() {
        try {
            Configuration configuration = GlobalConfiguration.loadConfiguration();
            FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        } catch (IllegalConfigurationException e) {
            throw new UsageException("Cannot read Flink's configuration in FLINK_CONF_DIR: " + e.getMessage(), e);
        }
    }
}
