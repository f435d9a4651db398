package hub.analysis.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A person's words with the places that evidence rests on.
 *
 * @param text the source's own text, unaltered
 * @param marks places in it, counted in UTF-16 units; those that overlap or lie outside are cut to
 *     fit
 */
public record MarkedText(String text, List<Mark> marks) {

  /**
   * @param start the first marked unit
   * @param end one after the last
   * @param quoteId the quote that rests on it; 0 if it is no quote of its own, like a cue inside
   *     one
   */
  public record Mark(int start, int end, long quoteId) {}

  /**
   * A run of words, marked or not.
   *
   * @param quoteIds the quotes that begin here; empty if none does
   */
  public record Piece(String text, boolean marked, List<Long> quoteIds) {
    /** Another opportunity rests on the same words: its quote is found there, too. */
    private Piece with(List<Long> more) {
      return new Piece(text, marked, Stream.concat(quoteIds.stream(), more.stream()).toList());
    }
  }

  /** Words without marks. */
  public static MarkedText plain(String text) {
    return new MarkedText(text, List.of());
  }

  public boolean hasMarks() {
    return !marks.isEmpty();
  }

  /** The text cut at its marks. */
  public List<Piece> pieces() {
    return pieces(0, text.length());
  }

  /** The paragraphs, each cut at its marks; blank lines part them. */
  public List<List<Piece>> paragraphs() {
    List<List<Piece>> paragraphs = new ArrayList<>();
    int from = 0;
    var blank = java.util.regex.Pattern.compile("\\R[ \\t]*(?:\\R[ \\t]*)+").matcher(text);
    while (blank.find()) {
      add(paragraphs, from, blank.start());
      from = blank.end();
    }
    add(paragraphs, from, text.length());
    return paragraphs;
  }

  private void add(List<List<Piece>> paragraphs, int from, int to) {
    if (!text.substring(from, to).isBlank()) {
      paragraphs.add(pieces(from, to));
    }
  }

  private List<Piece> pieces(int from, int to) {
    List<Piece> pieces = new ArrayList<>();
    int at = from;
    for (Mark mark : marks.stream().sorted(Comparator.comparingInt(Mark::start)).toList()) {
      int start = Math.max(mark.start(), at);
      int end = Math.min(mark.end(), to);
      List<Long> ids = mark.quoteId() == 0 ? List.of() : List.of(mark.quoteId());
      if (start < end) {
        plain(pieces, at, start);
        pieces.add(new Piece(text.substring(start, end), true, ids));
        at = end;
      } else if (mark.start() >= from && mark.end() <= to && !pieces.isEmpty()) {
        pieces.add(pieces.removeLast().with(ids));
      }
    }
    plain(pieces, at, to);
    return pieces;
  }

  private void plain(List<Piece> pieces, int from, int to) {
    if (from < to) {
      pieces.add(new Piece(text.substring(from, to), false, List.of()));
    }
  }
}
