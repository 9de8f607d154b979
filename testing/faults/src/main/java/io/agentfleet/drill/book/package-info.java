/** The tools' own book: which effects really happened. */
@NullMarked
package io.agentfleet.drill.book;

import org.jspecify.annotations.NullMarked;
