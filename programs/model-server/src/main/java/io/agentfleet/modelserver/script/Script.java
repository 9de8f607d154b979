package io.agentfleet.modelserver.script;

import java.nio.file.Path;
import java.util.List;

/**
 * Answers in order. A request gets the first that fits and is not used up.
 *
 * @param name of its file, for messages
 * @param models names that exist; empty: any name is taken
 * @param entries at least one
 */
public record Script(String name, List<String> models, List<ScriptEntry> entries) {
    public Script {
        models = List.copyOf(models);
        entries = List.copyOf(entries);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException that names file, line, field and remedy
     */
    public static Script read(Path file) {
        return ScriptReader.read(file);
    }

    /**
     * Reads a script from text, YAML or JSON.
     *
     * @throws ScriptException that names line, field and remedy
     */
    public static Script parse(String text) {
        return ScriptReader.parse("script", text);
    }
}
