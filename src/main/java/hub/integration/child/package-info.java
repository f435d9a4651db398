/**
 * The process that runs flows and nothing else: a Camel context a flow, behind guards, spoken to by
 * lines of JSON. Knows no other package of the hub, since only its own classes are in that process.
 */
@NullMarked
package hub.integration.child;

import org.jspecify.annotations.NullMarked;
