/** Files that a task produces. */
@NullMarked
package io.agentfleet.executor.files;

import org.jspecify.annotations.NullMarked;
