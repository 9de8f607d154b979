/**
 * What the workflows run. Started from its sources, before anything is built: it needs the JDK and
 * nothing else.
 */
@NullMarked
package io.agentfleet.ci;

import org.jspecify.annotations.NullMarked;
