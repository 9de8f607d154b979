/** Rules of the architecture: how packages may import each other. */
@NullMarked
package io.agentfleet.architecture;

import org.jspecify.annotations.NullMarked;
