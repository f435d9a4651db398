/**
 * Stripe's billing API on loopback: customers, prices, meters, subscriptions, invoices and signed
 * webhooks, by a clock that can be put forward.
 */
@NullMarked
package hub.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
