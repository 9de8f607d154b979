/**
 * The agent that finds and quotes passages of documents: its card, its prompt, the tools it works
 * with.
 */
@NullMarked
package io.agentfleet.search;

import org.jspecify.annotations.NullMarked;
