/** Tasks over HTTP. */
@NullMarked
package io.agentfleet.taskapi.rest;

import org.jspecify.annotations.NullMarked;
