/** Topics and schemas that must be there before a service starts. */
@NullMarked
package io.agentfleet.cli.contract;

import org.jspecify.annotations.NullMarked;
