/**
 * The worker process: it loads the files of one source or computes on what was loaded, one request
 * at a time, within limits that the system keeps. Here too is what travels between it and the
 * executor.
 */
@NullMarked
package io.agentfleet.executor.worker;

import org.jspecify.annotations.NullMarked;
