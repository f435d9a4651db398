/** Sources at work in the hub's own Camel: loaded from the store, swapped live, counted. */
@NullMarked
package hub.integration.run;

import org.jspecify.annotations.NullMarked;
