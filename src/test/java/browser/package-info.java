/** The pages as a browser meets them: on fixtures, with the production policy. */
@NullMarked
package browser;

import org.jspecify.annotations.NullMarked;
