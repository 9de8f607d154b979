/** Search and reading of the documents of a data source. */
@NullMarked
package io.agentfleet.executor.documents;

import org.jspecify.annotations.NullMarked;
