/** How messages move: one file a journey, readable top to bottom, no logic. */
@NullMarked
package routes;

import org.jspecify.annotations.NullMarked;
