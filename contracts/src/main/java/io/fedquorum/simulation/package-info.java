/** Faults that a test asks for by name; nothing here does anything unless it is asked. */
package io.fedquorum.simulation;
