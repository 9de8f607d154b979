/** Chooses search words, and the sentences that answer a question. Pure. */
@NullMarked
package io.agentfleet.offline.documents;

import org.jspecify.annotations.NullMarked;
