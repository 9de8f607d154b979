package io.agentfleet.cli.datasource;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Names for data sources: the folder's own name, made plain, and unique for another folder. */
final class DataSourceName {

    private static final int LONGEST = 60;

    private DataSourceName() {}

    /** The name under which this folder is known, or a new one. */
    static String of(Path folder, Map<String, String> known) {
        String plain = plain(String.valueOf(folder.getFileName()));
        String name = plain;
        for (int number = 2; isTaken(name, folder, known); number++) {
            name = plain + "-" + number;
        }
        return name;
    }

    private static boolean isTaken(String name, Path folder, Map<String, String> known) {
        String path = known.get(name);
        return path != null && !path.equals(folder.toString());
    }

    private static String plain(String folderName) {
        String plain =
                Normalizer.normalize(folderName, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_-]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (plain.isEmpty()) {
            return "data";
        }
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
