/** The adapter of the language model port: rules that choose the next answer or tool call. */
@NullMarked
package io.agentfleet.offline.model;

import org.jspecify.annotations.NullMarked;
