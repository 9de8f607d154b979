/**
 * The rule-based default model. Packages in import order: language, question, tables, binding,
 * query, documents, compose, model.
 */
@NullMarked
package io.agentfleet.offline;

import org.jspecify.annotations.NullMarked;
