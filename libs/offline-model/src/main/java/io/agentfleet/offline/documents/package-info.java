/** Which words to search for, and which found sentences answer. Pure. */
@NullMarked
package io.agentfleet.offline.documents;

import org.jspecify.annotations.NullMarked;
