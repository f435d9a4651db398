/**
 * Kills the hub for real, at named points in each stage, and holds what it finds against an
 * undisturbed run.
 */
@NullMarked
package crash;

import org.jspecify.annotations.NullMarked;
