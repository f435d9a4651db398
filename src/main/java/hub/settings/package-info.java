/** The administrator's pages: a doctor that checks everything, and the vendors' keys and models. */
@NullMarked
package hub.settings;

import org.jspecify.annotations.NullMarked;
