/** The services: which there are, how each is started and asked whether it is ready. */
@NullMarked
package io.agentfleet.localfleet.service;

import org.jspecify.annotations.NullMarked;
