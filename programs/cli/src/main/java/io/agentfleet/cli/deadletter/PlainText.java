package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as people can read them. */
public final class PlainText {

    private PlainText() {}

    /** The text that the bytes are; empty if they are none, or one that would move a cursor. */
    public static Optional<String> of(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.codePoints().allMatch(PlainText::isPlain)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Text if they are, else hexadecimal digits. */
    public static String orHex(byte[] bytes) {
        return of(bytes).orElseGet(() -> HexFormat.of().formatHex(bytes));
    }

    /** The text without what would move a cursor. */
    public static String tamed(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : 0xFFFD));
        return plain.toString();
    }

    private static boolean isPlain(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || codePoint == '\r'
                || !Character.isISOControl(codePoint);
    }
}
