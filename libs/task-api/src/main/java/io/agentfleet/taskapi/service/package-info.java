/** What REST, gRPC and Kafka have in common: submit, show, list, cancel. */
@NullMarked
package io.agentfleet.taskapi.service;

import org.jspecify.annotations.NullMarked;
