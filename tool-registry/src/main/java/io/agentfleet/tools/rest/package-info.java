/** The REST API for users. */
@NullMarked
package io.agentfleet.tools.rest;

import org.jspecify.annotations.NullMarked;
