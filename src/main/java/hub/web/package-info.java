/** What all pages share: layout data, log-in, streams and error pages. */
@NullMarked
package hub.web;

import org.jspecify.annotations.NullMarked;
