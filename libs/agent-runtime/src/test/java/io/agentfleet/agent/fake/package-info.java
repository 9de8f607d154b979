/** Fakes of every port, for the tests of agents: shipped as test-jar. */
@NullMarked
package io.agentfleet.agent.fake;

import org.jspecify.annotations.NullMarked;
