/**
 * What texts mean: their vectors, the indexes that find them, search and themes. PostgreSQL holds
 * every vector; every index is a copy that can be made again from it.
 */
@NullMarked
package hub.vectors;

import org.jspecify.annotations.NullMarked;
