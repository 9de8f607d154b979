/** Reads what a question asks, before any table is known: from question to intent. Pure. */
@NullMarked
package io.agentfleet.offline.question;

import org.jspecify.annotations.NullMarked;
