/** Folders and files of a local fleet. */
@NullMarked
package io.agentfleet.localfleet.file;

import org.jspecify.annotations.NullMarked;
