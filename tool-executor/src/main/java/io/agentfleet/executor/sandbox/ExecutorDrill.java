package io.agentfleet.executor.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What a drill may change in the executor. Nothing, outside of one. */
public interface ExecutorDrill {

    /** An executor that works. */
    ExecutorDrill NONE = new ExecutorDrill() {};

    /**
     * Tools besides the usual ones.
     *
     * @param outputDir where they may write
     */
    default List<Tool> tools(Path outputDir) {
        return List.of();
    }

    /** What is used in place of this tool. */
    default Tool around(Tool tool) {
        return tool;
    }
}
