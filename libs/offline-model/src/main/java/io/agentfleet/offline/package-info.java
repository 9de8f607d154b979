/**
 * The rule-based default model. Packages in import order: {@code language}, {@code question},
 * {@code
 * tables}, {@code documents}, {@code compose}, {@code model}. All but {@code model} are pure.
 */
@NullMarked
package io.agentfleet.offline;

import org.jspecify.annotations.NullMarked;
