/** Tasks for clients: submit, show, list, cancel, follow. */
@NullMarked
package io.agentfleet.taskapi;

import org.jspecify.annotations.NullMarked;
