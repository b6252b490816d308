/** The worker's commands. */
package io.fedquorum.worker;
