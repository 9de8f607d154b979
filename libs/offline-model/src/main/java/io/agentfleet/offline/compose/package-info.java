/** Answers and reports, made of nothing but what tools returned. Pure. */
@NullMarked
package io.agentfleet.offline.compose;

import org.jspecify.annotations.NullMarked;
