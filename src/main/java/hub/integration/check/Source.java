package hub.integration.check;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * The lines of a flow's text. Columns count as editors do, a character beyond the first plane as
 * two.
 */
final class Source {
  private final List<String> lines;

  Source(String text) {
    this.lines = List.of(text.split("\r?\n|\r", -1));
  }

  Place at(Mark start, Mark end) {
    int column = column(start);
    boolean oneLine = start.getLine() == end.getLine();
    int behind = oneLine ? column(end) : trimmed(start.getLine()) + 1;
    return new Place(
        start.getLine() + 1, column, behind, oneLine ? start.getLine() + 1 : endLine(end));
  }

  Place at(Mark mark) {
    int column = column(mark);
    return new Place(mark.getLine() + 1, column, column + 1, mark.getLine() + 1);
  }

  /** A block's end is the first column of the line behind it. */
  private static int endLine(Mark end) {
    return end.getColumn() == 0 ? end.getLine() : end.getLine() + 1;
  }

  /** Where in a place some words stand, or the place itself if they are spread over lines. */
  Place find(Place within, String words, int from) {
    return locate(within, words, from).orElse(within);
  }

  private Optional<Place> locate(Place within, String words, int from) {
    int seen = 0;
    for (int line = within.line(); line <= Math.min(within.endLine(), lines.size()); line++) {
      int start = line == within.line() ? within.column() - 1 : 0;
      int found = lines.get(line - 1).indexOf(words, start);
      while (found >= 0) {
        if (seen++ == from) {
          return Optional.of(new Place(line, found + 1, found + 1 + words.length(), line));
        }
        found = lines.get(line - 1).indexOf(words, found + 1);
      }
    }
    return Optional.empty();
  }

  private int column(Mark mark) {
    String line = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
    int characters = Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
    return line.offsetByCodePoints(0, characters) + 1;
  }

  private int trimmed(int line) {
    return line < lines.size() ? lines.get(line).stripTrailing().length() : 0;
  }
}
