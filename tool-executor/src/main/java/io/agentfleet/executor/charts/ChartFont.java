package io.agentfleet.executor.charts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;

/** The font of all charts: Nanum Gothic, which is bundled, so that Korean shows on any machine. */
final class ChartFont {

    private static final String FILE = "/fonts/NanumGothic-Regular.ttf";

    private ChartFont() {}

    static Font load() {
        try (InputStream file = ChartFont.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("font %s is missing in the build".formatted(FILE));
            }
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException broken) {
            throw new IllegalStateException("font %s cannot be read".formatted(FILE), broken);
        }
    }
}
