/** What an analysis found, as files and as the API gives it. */
@NullMarked
package hub.analysis.view.export;

import org.jspecify.annotations.NullMarked;
