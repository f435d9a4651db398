/** The hub: the application and the few words that every room shares. */
@NullMarked
package hub;

import org.jspecify.annotations.NullMarked;
