/** Where a rehearsal may hold a process. Knows files, nothing else. */
@NullMarked
package io.agentfleet.pause;

import org.jspecify.annotations.NullMarked;
