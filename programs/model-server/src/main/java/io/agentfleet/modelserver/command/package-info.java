/** The program behind {@code ./fleet model-server}. */
@NullMarked
package io.agentfleet.modelserver.command;

import org.jspecify.annotations.NullMarked;
