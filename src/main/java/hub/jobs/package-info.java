/** The work to be done: leased jobs with attempt tokens, and the workers that do them. */
@NullMarked
package hub.jobs;

import org.jspecify.annotations.NullMarked;
