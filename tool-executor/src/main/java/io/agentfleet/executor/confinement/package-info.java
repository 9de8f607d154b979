/**
 * With which a worker process confines itself, before it reads a byte that it must not trust:
 * memory and files by resource limits, files and network by Landlock, system calls by seccomp.
 * Needs Linux on x86_64 or aarch64 and no privileges; elsewhere it says what is missing. Knows no
 * other package.
 */
@NullMarked
package io.agentfleet.executor.confinement;

import org.jspecify.annotations.NullMarked;
