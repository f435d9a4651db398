/** Limits on charges: hold, settle and release, in SQL that cannot overdraw. */
@NullMarked
package hub.budget;

import org.jspecify.annotations.NullMarked;
