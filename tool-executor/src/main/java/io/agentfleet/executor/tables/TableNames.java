package io.agentfleet.executor.tables;

import io.agentfleet.executor.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names tables after their files. Where two files have the same base name, the later one gets its
 * folder in front, or a number behind. Letter case makes no difference.
 */
public final class TableNames {

    private TableNames() {}

    public static Map<SourceFile, String> of(List<SourceFile> files) {
        Map<SourceFile, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (SourceFile file : files) {
            String name = file.baseName();
            if (!taken.add(key(name))) {
                name = unique(withFolder(file), taken);
            }
            names.put(file, name);
        }
        return names;
    }

    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String withFolder(SourceFile file) {
        int end = file.name().lastIndexOf('/');
        if (end < 0) {
            return file.baseName();
        }
        String folder = file.name().substring(0, end);
        return folder.substring(folder.lastIndexOf('/') + 1) + "_" + file.baseName();
    }

    private static String unique(String wished, Set<String> taken) {
        String name = wished;
        for (int n = 2; !taken.add(key(name)); n++) {
            name = wished + "_" + n;
        }
        return name;
    }
}
