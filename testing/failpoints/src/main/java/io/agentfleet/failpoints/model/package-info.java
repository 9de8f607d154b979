/**
 * The model of a drill: it follows a script that the user's goal tunes, and is as fast or as slow
 * as told.
 */
@NullMarked
package io.agentfleet.failpoints.model;

import org.jspecify.annotations.NullMarked;
