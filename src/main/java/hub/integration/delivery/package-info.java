/**
 * What happens with results: events on their way to the result flows of a workspace, at least once.
 */
@NullMarked
package hub.integration.delivery;

import org.jspecify.annotations.NullMarked;
