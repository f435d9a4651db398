package hub.analysis.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log; never changes once it has its position.
 *
 * @param position 1 for the first, without gaps within the analysis
 * @param amount what this line charged, in US dollars; null if the line is not about a charge
 */
public record LogLine(long position, Instant at, List<Piece> pieces, @Nullable BigDecimal amount) {

  /**
   * A run of words.
   *
   * @param strong whether it is set bold, as stages' names are
   * @param opportunityId where the words lead; null if nowhere
   */
  public record Piece(String text, boolean strong, @Nullable UUID opportunityId) {

    public static Piece plain(String text) {
      return new Piece(text, false, null);
    }

    public static Piece strong(String text) {
      return new Piece(text, true, null);
    }

    public static Piece opportunity(UUID id, String title) {
      return new Piece(title, false, id);
    }
  }

  /** The sentence without its marks. */
  public String text() {
    var words = new StringBuilder();
    pieces.forEach(piece -> words.append(piece.text()));
    return words.toString();
  }
}
