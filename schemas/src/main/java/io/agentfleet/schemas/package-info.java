/**
 * What services say to each other: ids, topics, headers, error codes. Generated events live in
 * {@code event}.
 */
@NullMarked
package io.agentfleet.schemas;

import org.jspecify.annotations.NullMarked;
