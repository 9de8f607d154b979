/** A task as users see it: the fold of its events, and the cursor of a client that follows them. */
@NullMarked
package io.agentfleet.taskmodel.view;

import org.jspecify.annotations.NullMarked;
