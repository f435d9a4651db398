/** Secrets of a workspace's flows: named, sealed, and never shown again. */
@NullMarked
package hub.integration.secret;

import org.jspecify.annotations.NullMarked;
