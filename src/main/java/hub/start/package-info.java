/**
 * Starting without configuration: the PostgreSQL in the data folder, the first log-in link, clear
 * refusals.
 */
@NullMarked
package hub.start;

import org.jspecify.annotations.NullMarked;
