package hub.integration.check;

/**
 * Where something stands in a text.
 *
 * @param line from 1
 * @param column from 1
 * @param endColumn behind its last character on that line
 * @param endLine its last line
 */
record Place(int line, int column, int endColumn, int endLine) {
  Place {
    endColumn = Math.max(column, endColumn);
  }
}
