/**
 * A {@code stripe:} component over Stripe's SDK, with the operations, options and headers of
 * Camel's own.
 */
@NullMarked
package components.stripe;

import org.jspecify.annotations.NullMarked;
