/** Authentication and authorization before every REST and gRPC method. */
@NullMarked
package io.agentfleet.access.filter;

import org.jspecify.annotations.NullMarked;
