/** What becomes of a user's task, as its event stream tells it: JSON, for programs and people. */
@NullMarked
package io.agentfleet.schemas.story;

import org.jspecify.annotations.NullMarked;
