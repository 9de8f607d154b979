/** Which tier of models a call goes to, and why. Pure. */
@NullMarked
package io.agentfleet.agent.route;

import org.jspecify.annotations.NullMarked;
