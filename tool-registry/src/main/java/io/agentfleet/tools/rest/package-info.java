/** The REST door for people. */
@NullMarked
package io.agentfleet.tools.rest;

import org.jspecify.annotations.NullMarked;
