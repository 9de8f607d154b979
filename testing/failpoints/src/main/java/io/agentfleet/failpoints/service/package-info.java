/** What each service is given: adapters around its ports that stop at failpoints. */
@NullMarked
package io.agentfleet.failpoints.service;

import org.jspecify.annotations.NullMarked;
