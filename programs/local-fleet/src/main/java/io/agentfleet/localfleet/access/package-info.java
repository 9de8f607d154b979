/** What a secured local fleet is given: keys, key sets, tokens, settings. */
@NullMarked
package io.agentfleet.localfleet.access;

import org.jspecify.annotations.NullMarked;
