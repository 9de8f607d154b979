/**
 * Checks what the folders of {@code k8s/} render to: {@code Manifests} renders, the tests judge.
 */
@NullMarked
package io.agentfleet.k8s;

import org.jspecify.annotations.NullMarked;
