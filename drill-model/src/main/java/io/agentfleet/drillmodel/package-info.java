/**
 * A model for rehearsals: it follows a script that the user's goal tunes, and is as fast or as slow
 * as told.
 */
@NullMarked
package io.agentfleet.drillmodel;

import org.jspecify.annotations.NullMarked;
