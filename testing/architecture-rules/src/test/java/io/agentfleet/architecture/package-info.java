@NullMarked
package io.agentfleet.architecture;

import org.jspecify.annotations.NullMarked;
