/** What an agent receives on Kafka: tasks into one lane per session, and orders to cancel. */
@NullMarked
package io.agentfleet.agent.listener;

import org.jspecify.annotations.NullMarked;
