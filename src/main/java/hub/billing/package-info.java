/**
 * What workspaces are billed through Stripe: usage told by the minute, webhooks, invoices,
 * statements, and whether all of it agrees.
 */
@NullMarked
package hub.billing;

import org.jspecify.annotations.NullMarked;
