package hub.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A book whose entries are chained by hash, workspace by workspace. Its tables are called {@code
 * <name>_entry}, {@code _unchained}, {@code _link} and {@code _checkpoint} and are made like the
 * ledger's; an entry commits with its row among the unchained.
 *
 * @param name the word that its tables begin with
 * @param line writes the entry of a row of {@code <name>_entry} at its place, from 1, as the one
 *     line that is hashed; lines of two books are never alike
 */
public record Book(String name, Line line) {
  /** What each workspace owes and why. */
  static final Book LEDGER =
      new Book("ledger", (seq, row) -> EntryLine.of(seq, EntryRows.entry(row, 0)));

  /** Writes an entry as a line. */
  public interface Line {
    /**
     * @throws IllegalArgumentException or NullPointerException if the row is no entry any more
     */
    String of(long seq, ResultSet row) throws SQLException;
  }

  public Book {
    if (!name.matches("[a-z]+")) {
      throw new IllegalArgumentException("It begins the names of tables: " + name);
    }
  }

  /** SQL with the names of this book's tables, which begin with {@code book_} in it. */
  String sql(String template) {
    return template.replace("book_", name + "_");
  }
}
