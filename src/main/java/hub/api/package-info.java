/** What programs use: analyses as JSON under /api/v1, and the page that explains it. */
@NullMarked
package hub.api;

import org.jspecify.annotations.NullMarked;
