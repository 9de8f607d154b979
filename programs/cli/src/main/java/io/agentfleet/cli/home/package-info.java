/** Where the fleet's files are, and how the program ends. */
@NullMarked
package io.agentfleet.cli.home;

import org.jspecify.annotations.NullMarked;
