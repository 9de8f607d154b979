/** HTTP as a call of a model needs it: streamed, with time limits, on the thread of the caller. */
@NullMarked
package io.agentfleet.providers.http;

import org.jspecify.annotations.NullMarked;
