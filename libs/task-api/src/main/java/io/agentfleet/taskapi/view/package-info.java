/** Task views and event streams: the port, and who follows them. */
@NullMarked
package io.agentfleet.taskapi.view;

import org.jspecify.annotations.NullMarked;
