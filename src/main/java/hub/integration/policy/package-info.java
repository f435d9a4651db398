/**
 * What flows may do, and nothing else: Camel trusts who writes routes, so this list stands between.
 * Whatever is not named here is refused where a flow is checked and where it runs; the
 * documentation for integrators is made from it.
 */
@NullMarked
package hub.integration.policy;

import org.jspecify.annotations.NullMarked;
