/** What the worker tells people and programs: log lines, state changes, failures, exit codes. */
package io.fedquorum.worker.status;
