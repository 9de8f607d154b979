package io.agentfleet.executor.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out in which encoding a text is written: UTF-8, UTF-16 with its mark, the Korean CP949
 * (EUC-KR), otherwise Windows-1252.
 */
public final class TextEncoding {

    private static final Charset KOREAN = Charset.forName("x-windows-949");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final char MARK = '\uFEFF';

    private TextEncoding() {}

    /** The text without its byte order mark. */
    public static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        String text =
                strictly(bytes, StandardCharsets.UTF_8)
                        .or(() -> strictly(bytes, KOREAN).filter(TextEncoding::looksKorean))
                        .orElseGet(() -> new String(bytes, WESTERN));
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    /** True if the file is UTF-8 without a mark already; of any size, as it is not kept. */
    public static boolean isPlain(Path file) throws IOException {
        char[] buffer = new char[64 * 1024];
        try (Reader text = Files.newBufferedReader(file)) {
            int read = text.read(buffer);
            if (read > 0 && buffer[0] == MARK) {
                return false;
            }
            while (read >= 0) {
                read = text.read(buffer);
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    // Western text can be valid CP949 too, but then it turns into rare Chinese characters.
    private static boolean looksKorean(String text) {
        long foreign = text.chars().filter(c -> c > 0x7F).count();
        long hangul = text.chars().filter(c -> c >= 0xAC00 && c <= 0xD7A3).count();
        return hangul * 10 >= foreign * 6;
    }
}
