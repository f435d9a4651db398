/** Which vendors fail, and when they are asked again: one circuit breaker a vendor. */
@NullMarked
package hub.outages;

import org.jspecify.annotations.NullMarked;
