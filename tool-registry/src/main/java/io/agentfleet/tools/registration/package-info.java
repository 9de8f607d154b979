/** Who may make which tool known, and what a new version must keep. Pure. */
@NullMarked
package io.agentfleet.tools.registration;

import org.jspecify.annotations.NullMarked;
