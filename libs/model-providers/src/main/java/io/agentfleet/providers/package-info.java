/** Language models over the wire: adapters of the port LanguageModel. */
@NullMarked
package io.agentfleet.providers;

import org.jspecify.annotations.NullMarked;
