/** Rate limits of submissions, shared by replicas. */
@NullMarked
package io.agentfleet.taskapi.limit;

import org.jspecify.annotations.NullMarked;
