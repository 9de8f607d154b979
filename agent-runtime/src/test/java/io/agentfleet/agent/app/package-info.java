/** A small agent of the test's own, with fakes behind every port but Redis. */
@NullMarked
package io.agentfleet.agent.app;

import org.jspecify.annotations.NullMarked;
