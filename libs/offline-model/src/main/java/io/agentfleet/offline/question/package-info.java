/** What a question asks, before any table was seen: question to intent. Pure. */
@NullMarked
package io.agentfleet.offline.question;

import org.jspecify.annotations.NullMarked;
