/** The application that tests run. */
@NullMarked
package io.agentfleet.agentservice.app;

import org.jspecify.annotations.NullMarked;
