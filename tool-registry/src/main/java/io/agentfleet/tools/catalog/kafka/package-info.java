/** The catalog's log on the compacted topic tool.definitions. */
@NullMarked
package io.agentfleet.tools.catalog.kafka;

import org.jspecify.annotations.NullMarked;
