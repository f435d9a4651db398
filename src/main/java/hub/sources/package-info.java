/** What is collected: posts and comments of any source, imports, expiry and removal. */
@NullMarked
package hub.sources;

import org.jspecify.annotations.NullMarked;
