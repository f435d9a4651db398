/** Who did what: every change that a person or program asks for, every export and log-in. */
@NullMarked
package hub.audit;

import org.jspecify.annotations.NullMarked;
