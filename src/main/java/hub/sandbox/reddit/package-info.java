/** Reddit as the sandbox plays it: a written corpus, answered in Reddit's wire format. */
@NullMarked
package hub.sandbox.reddit;

import org.jspecify.annotations.NullMarked;
