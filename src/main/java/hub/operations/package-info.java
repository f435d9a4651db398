/**
 * The administrator's view of the work: lanes, workers, the database, and jobs that were given up.
 */
@NullMarked
package hub.operations;

import org.jspecify.annotations.NullMarked;
