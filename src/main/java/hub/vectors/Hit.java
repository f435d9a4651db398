package hub.vectors;

/**
 * A text that an index found.
 *
 * @param likeness the cosine of both vectors, -1 to 1
 */
public record Hit(long textId, double likeness) {}
