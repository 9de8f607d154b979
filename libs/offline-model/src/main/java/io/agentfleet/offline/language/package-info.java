/** Words, numbers and dates of English and Korean; the lexicon. Pure. */
@NullMarked
package io.agentfleet.offline.language;

import org.jspecify.annotations.NullMarked;
