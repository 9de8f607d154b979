/** Answers and reports, composed only from what tools returned. Pure. */
@NullMarked
package io.agentfleet.offline.compose;

import org.jspecify.annotations.NullMarked;
