/** Google Gemini's generateContent. Pure. */
@NullMarked
package io.agentfleet.modelserver.gemini;

import org.jspecify.annotations.NullMarked;
