package io.agentfleet.executor.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Messages over a pipe: a length of four bytes, then JSON.
 *
 * <p>Threads: one writes, one reads.
 */
public final class Frames {

    /** A file of five MiB as base64, and its answer; what is longer comes from a broken worker. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataInputStream in;
    private final DataOutputStream out;

    public Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(new BufferedOutputStream(out));
    }

    /** Sends one message. Half of a pair of surrogates, which UTF-8 cannot say, becomes a '?'. */
    public void write(Object message) throws IOException {
        byte[] bytes = JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @throws java.io.EOFException if the other side has ended
     * @throws IOException if it is no message
     */
    public <T> T read(Class<T> type) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a message of %d bytes".formatted(length));
        }
        return JSON.readValue(in.readNBytes(length), type);
    }
}
