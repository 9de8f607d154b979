/** How a service finds what a drill adds to it. Knows no framework. */
@NullMarked
package io.agentfleet.drillport;

import org.jspecify.annotations.NullMarked;
