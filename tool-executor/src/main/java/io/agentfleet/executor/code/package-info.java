/** JavaScript in a WebAssembly sandbox. */
@NullMarked
package io.agentfleet.executor.code;

import org.jspecify.annotations.NullMarked;
