/** Public archives' dumps on their way into the stored texts: files, progress, broken lines. */
@NullMarked
package hub.imports;

import org.jspecify.annotations.NullMarked;
