package com.terrifictotes.local.run;

import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Databases of somebody's own on the shared server, a lake, and the settings file that names them. */
record Deployment(Path settings) {

    /** @param lake the folder of both zones */
    static Deployment in(Path folder, TestTotesys totesys, TestTotesys warehouse, URI lake) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return new Deployment(Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%1$s", "secret": "file:%3$s"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%4$s/raw", "processed.path": "%4$s/processed"}},
                 {"PropertyGroupId": "Warehouse", "PropertyMap": {"url": "%2$s", "secret": "file:%3$s"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(totesys.database()),
                        SharedServer.server().jdbcUrl(warehouse.database()),
                        secret,
                        lake.toString().replaceAll("/$", ""))));
    }

    /** What a command is given. */
    String[] arguments(String command, Path home, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--properties", settings.toString(), "--home", home.toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }
}
