/**
 * Flows that integrators own: their versions, what they may do, how they are tried and published.
 */
@NullMarked
package hub.integration;

import org.jspecify.annotations.NullMarked;
