/** The pages of flows: what runs, how it is changed, tried and published, and what became of it. */
@NullMarked
package hub.integration.view;

import org.jspecify.annotations.NullMarked;
