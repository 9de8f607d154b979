/** What people read: colours, tables, reports, progress. */
@NullMarked
package io.agentfleet.cli.output;

import org.jspecify.annotations.NullMarked;
