package com.terrifictotes.local.postgres;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs Postgres, which refuses to be run by root.
 *
 * @param prefix what stands before each of its commands
 * @param owner the number of the user that must own its files, when that is not us
 */
record PostgresUser(List<String> prefix, Optional<Integer> owner) {
    private static final int NOBODY = 65534;

    PostgresUser {
        prefix = List.copyOf(prefix);
    }

    /**
     * Ourselves; as root, ourselves in a user namespace where the machine allows that; otherwise the user
     * {@code nobody}. A folder that another user owns already stays that user's.
     *
     * @throws EnvironmentException when we are root and none of this works
     */
    static PostgresUser of(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new PostgresUser(List.of(), Optional.empty());
        }
        int owner = Files.exists(folder) ? (Integer) Files.getAttribute(folder, "unix:uid") : 0;
        if (owner != 0) {
            return unprivileged(owner);
        }
        if (Command.succeeds("unshare", "-U", "true")) {
            return new PostgresUser(List.of("unshare", "-U"), Optional.empty());
        }
        return unprivileged(NOBODY);
    }

    static PostgresUser unprivileged(int user) {
        String number = Integer.toString(user);
        List<String> prefix = List.of("setpriv", "--reuid", number, "--regid", number, "--clear-groups");
        if (!Command.succeeds(with(prefix, "true").toArray(new String[0]))) {
            throw new EnvironmentException("Cannot start Postgres as root: this machine allows neither 'unshare -U' nor"
                    + " 'setpriv', expected to be run by an ordinary user, for example: su <user> -c './totes …'");
        }
        return new PostgresUser(prefix, Optional.of(user));
    }

    List<String> command(String... words) {
        return with(prefix, words);
    }

    /** Gives a file to this user. */
    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.setAttribute(path, "unix:uid", owner.get());
            Files.setAttribute(path, "unix:gid", owner.get());
        }
    }

    /** @throws EnvironmentException when this user cannot get at a folder that is its own */
    void checkReach(Path folder) throws IOException {
        if (owner.isPresent()
                && !Command.run(command("test", "-w", folder.toString())).successful()) {
            throw new EnvironmentException("Cannot start Postgres as root in " + folder + ": the user " + owner.get()
                    + " that runs it cannot get there, expected a folder below one that every user may enter, such as"
                    + " /var/tmp, or to be run by an ordinary user");
        }
    }

    private static List<String> with(List<String> prefix, String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return command;
    }
}
