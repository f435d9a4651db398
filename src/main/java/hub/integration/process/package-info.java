/** The child processes that flows run in: started, spoken to, limited and killed. */
@NullMarked
package hub.integration.process;

import org.jspecify.annotations.NullMarked;
