/**
 * Benchmarks, run by {@code ops/bench NAME}; each starts all that it needs and leaves nothing
 * running.
 */
@NullMarked
package bench;

import org.jspecify.annotations.NullMarked;
