/** What services get in a drill only. Packages in import order: point, model, book, service. */
@NullMarked
package io.agentfleet.failpoints;

import org.jspecify.annotations.NullMarked;
