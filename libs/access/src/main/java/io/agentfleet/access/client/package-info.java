/** Token and TLS credentials that a service uses when it calls another. */
@NullMarked
package io.agentfleet.access.client;

import org.jspecify.annotations.NullMarked;
