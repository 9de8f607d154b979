/** Audit records on the topic tool.audit. */
@NullMarked
package io.agentfleet.tools.audit.kafka;

import org.jspecify.annotations.NullMarked;
