/** The rules of the house: how packages may import each other. */
@NullMarked
package io.agentfleet.architecture;

import org.jspecify.annotations.NullMarked;
