/**
 * What the sandbox plays in the place of Hacker News' search API, with the written topics' texts.
 */
@NullMarked
package hub.sandbox.hackernews;

import org.jspecify.annotations.NullMarked;
