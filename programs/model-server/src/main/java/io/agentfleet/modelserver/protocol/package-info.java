/** What a wire protocol has to do here, and what all of them need for it. Pure. */
@NullMarked
package io.agentfleet.modelserver.protocol;

import org.jspecify.annotations.NullMarked;
