/** What people read: colours, tables, reports, progress. */
@NullMarked
package io.agentfleet.cli.show;

import org.jspecify.annotations.NullMarked;
