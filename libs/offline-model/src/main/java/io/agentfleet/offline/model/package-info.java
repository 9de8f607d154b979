/** The language model port: which behaviour, which tool call comes next. */
@NullMarked
package io.agentfleet.offline.model;

import org.jspecify.annotations.NullMarked;
