/** Data sources: folders known by name, their files, and what was loaded from them. Pure. */
@NullMarked
package io.agentfleet.executor.source;

import org.jspecify.annotations.NullMarked;
