/** The analysis as its readers see it: what each page shows, and what a reader may ask for. */
@NullMarked
package hub.analysis.view;

import org.jspecify.annotations.NullMarked;
