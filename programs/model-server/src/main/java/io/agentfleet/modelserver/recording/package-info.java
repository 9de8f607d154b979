/** Exchanges with a real endpoint: recorded, and replayed byte for byte. */
@NullMarked
package io.agentfleet.modelserver.recording;

import org.jspecify.annotations.NullMarked;
