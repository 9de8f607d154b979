/** Bearer tokens: RS256 only, keys of several issuers. */
@NullMarked
package io.agentfleet.access.token;

import org.jspecify.annotations.NullMarked;
