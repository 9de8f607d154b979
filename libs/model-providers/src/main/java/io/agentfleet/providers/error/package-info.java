/** What a provider says when it does not answer, and what that means. Pure. */
@NullMarked
package io.agentfleet.providers.error;

import org.jspecify.annotations.NullMarked;
