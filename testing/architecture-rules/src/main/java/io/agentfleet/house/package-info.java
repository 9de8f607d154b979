/** The rules of the house: how packages may import each other. */
@NullMarked
package io.agentfleet.house;

import org.jspecify.annotations.NullMarked;
