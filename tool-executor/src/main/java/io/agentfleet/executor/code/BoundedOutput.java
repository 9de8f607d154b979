package io.agentfleet.executor.code;

import java.io.ByteArrayOutputStream;

/** Keeps the first bytes that a program prints and drops the rest. */
final class BoundedOutput extends ByteArrayOutputStream {

    private static final int LARGEST = 64 * 1024;

    @Override
    public synchronized void write(int value) {
        if (size() < LARGEST) {
            super.write(value);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int rest = Math.min(length, LARGEST - size());
        if (rest > 0) {
            super.write(bytes, offset, rest);
        }
    }
}
