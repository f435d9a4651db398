/** Reddit's API: OAuth apps, rate limits, listings and comment trees. */
@NullMarked
package hub.reddit;

import org.jspecify.annotations.NullMarked;
