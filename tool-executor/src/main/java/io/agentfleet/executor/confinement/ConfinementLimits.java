package io.agentfleet.executor.confinement;

/**
 * How much a worker may use. A core file is never written.
 *
 * @param dataBytes of private writable memory: heap, class data, compiled code, stacks and what
 *     native libraries allocate; what is only reserved or mapped from files for reading does not
 *     count
 * @param fileBytes of each file that it writes
 * @param openFiles at a time, pipes included
 */
public record ConfinementLimits(long dataBytes, long fileBytes, int openFiles) {

    public ConfinementLimits {
        if (dataBytes <= 0 || fileBytes < 0 || openFiles <= 0) {
            throw new IllegalArgumentException(
                    "limits of %d bytes of memory, %d bytes per file and %d open files: give positive ones"
                            .formatted(dataBytes, fileBytes, openFiles));
        }
    }
}
