package com.terrifictotes.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Speaks just enough of Postgres' protocol, version 3, to ask a client for its password, to let it in or refuse it, and
 * to accept statements that have no result.
 */
final class FakePostgres implements AutoCloseable {
    private static final int PROTOCOL_3 = 3 << 16;

    /** Why a login fails. */
    record Refusal(String sqlState, String message) {}

    private final ServerSocket server;
    private volatile String password;
    private volatile @Nullable Refusal refusal;

    final List<String> offeredPasswords = new CopyOnWriteArrayList<>();
    final List<String> statements = new CopyOnWriteArrayList<>();
    final Map<String, String> parameters = new ConcurrentHashMap<>();

    private FakePostgres(ServerSocket server, String password) {
        this.server = server;
        this.password = password;
    }

    static FakePostgres expecting(String password) throws IOException {
        FakePostgres postgres = new FakePostgres(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), password);
        Thread thread = new Thread(postgres::serve, "fake-postgres");
        thread.setDaemon(true);
        thread.start();
        return postgres;
    }

    PostgresUrl url() {
        return new PostgresUrl("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/totesys");
    }

    void changePassword(String changed) {
        password = changed;
    }

    /** From now on refuses every login, whatever the password. */
    void refuse(Refusal reason) {
        refusal = reason;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                talk(new DataInputStream(client.getInputStream()), out);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private void talk(DataInputStream in, DataOutputStream out) throws IOException {
        readStartup(in, out);
        out.write(message('R', number(3)));
        String offered = readPassword(in);
        offeredPasswords.add(offered);
        Refusal reason = reasonToRefuse(offered);
        if (reason != null) {
            out.write(message('E', text("SFATAL", "C" + reason.sqlState, "M" + reason.message, "")));
            return;
        }
        out.write(message('R', number(0)));
        out.write(message('S', text("server_version", "15.0")));
        out.write(message('S', text("client_encoding", "UTF8")));
        out.write(message('S', text("standard_conforming_strings", "on")));
        out.write(message('Z', new byte[] {'I'}));
        acceptStatements(in, out);
    }

    private @Nullable Refusal reasonToRefuse(String offered) {
        if (refusal != null || offered.equals(password)) {
            return refusal;
        }
        return new Refusal("28P01", "password authentication failed for user \"etl\"");
    }

    /** Declines encryption as often as the client asks for it, and notes what it says of itself. */
    private void readStartup(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] body = in.readNBytes(in.readInt() - 4);
        while (new DataInputStream(new ByteArrayInputStream(body)).readInt() != PROTOCOL_3) {
            out.write('N');
            body = in.readNBytes(in.readInt() - 4);
        }
        String[] words = new String(body, 4, body.length - 4, StandardCharsets.UTF_8).split("\0", -1);
        for (int index = 0; index + 1 < words.length && !words[index].isEmpty(); index += 2) {
            parameters.put(words[index], words[index + 1]);
        }
    }

    private static String readPassword(DataInputStream in) throws IOException {
        in.readByte();
        byte[] body = in.readNBytes(in.readInt() - 4);
        return new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
    }

    private void acceptStatements(DataInputStream in, DataOutputStream out) throws IOException {
        for (int type = in.read(); type >= 0 && type != 'X'; type = in.read()) {
            byte[] body = in.readNBytes(in.readInt() - 4);
            switch (type) {
                case 'P' -> {
                    statements.add(new String(body, StandardCharsets.UTF_8).split("\0", -1)[1]);
                    out.write(message('1', new byte[0]));
                }
                case 'B' -> out.write(message('2', new byte[0]));
                case 'D' -> out.write(message('n', new byte[0]));
                case 'E' -> out.write(message('C', text("SET")));
                case 'S' -> out.write(message('Z', new byte[] {'I'}));
                default -> throw new IOException("Cannot answer a message of type " + (char) type);
            }
        }
    }

    private static byte[] message(char type, byte[] body) {
        return bytes(out -> {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
        });
    }

    private static byte[] number(int number) {
        return bytes(out -> out.writeInt(number));
    }

    private static byte[] text(String... words) {
        return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
    }
}
