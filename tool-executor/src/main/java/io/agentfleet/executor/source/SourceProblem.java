package io.agentfleet.executor.source;

/** Why a file of a data source, or a part of it, is not there for the tools. */
public record SourceProblem(String file, String problem) {}
