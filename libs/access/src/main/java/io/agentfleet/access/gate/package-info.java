/** Before every door of a service, HTTP and gRPC alike. */
@NullMarked
package io.agentfleet.access.gate;

import org.jspecify.annotations.NullMarked;
