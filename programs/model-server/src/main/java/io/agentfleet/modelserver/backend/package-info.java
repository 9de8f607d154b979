/** Who answers behind the protocols. */
@NullMarked
package io.agentfleet.modelserver.backend;

import org.jspecify.annotations.NullMarked;
