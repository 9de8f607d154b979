/** Which tools there are and what their contracts say. Pure; the log of definitions is a port. */
@NullMarked
package io.agentfleet.tools.catalog;

import org.jspecify.annotations.NullMarked;
