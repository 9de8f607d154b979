/** Golden questions: data, expectations computed from its rows, and tools over a real database. */
@NullMarked
package io.agentfleet.offline.golden;

import org.jspecify.annotations.NullMarked;
