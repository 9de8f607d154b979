package io.agentfleet.testservers;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Asks the container engine of this machine, if there is one, without loading Testcontainers: that
 * would spend minutes on images that cannot be pulled.
 */
final class ContainerEngine {

    private static final int TIMEOUT_SECONDS = 3;

    private ContainerEngine() {}

    /** True if the engine answers quickly and has the image already. */
    static boolean has(String image) {
        try {
            Process asking =
                    new ProcessBuilder("docker", "image", "inspect", image)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!asking.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                asking.destroyForcibly();
                return false;
            }
            return asking.exitValue() == 0;
        } catch (IOException e) {
            return false; // no docker command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
