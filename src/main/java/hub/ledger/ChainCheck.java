package hub.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes every hash of a chain again from what the entries say now, and holds the chain against the
 * checkpoints that were given away. Names the first entry that does not fit.
 */
@Component
public class ChainCheck {
  private static final int ROWS_AT_A_TIME = 5_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate cursor;
  private final TransactionTemplate transaction;
  private final Checkpoints checkpoints;

  ChainCheck(
      JdbcClient jdbc,
      DataSource source,
      TransactionTemplate transaction,
      Checkpoints checkpoints) {
    this.jdbc = jdbc;
    this.cursor = new JdbcTemplate(source);
    this.cursor.setFetchSize(ROWS_AT_A_TIME);
    this.transaction = transaction;
    this.checkpoints = checkpoints;
  }

  /** As {@link #verify(Book, UUID)}, of the ledger. */
  public Verdict verify(UUID workspaceId) {
    return verify(Book.LEDGER, workspaceId);
  }

  /** Checks the workspace's whole chain; takes seconds for each million of entries. */
  public Verdict verify(Book book, UUID workspaceId) {
    // Before the chain is read: a checkpoint of what comes later would stand against nothing.
    List<Checkpoint> given = checkpoints.all(book, workspaceId);
    Walk walk = new Walk(book, given);
    long unchained = unchained(book, workspaceId);
    transaction.executeWithoutResult(
        open ->
            cursor.query(
                book.sql(
                    """
                    select link.seq, link.hash, link.position as linked, entry.*
                      from book_link link
                      left join book_entry entry using (workspace_id, position)
                     where link.workspace_id = ?
                     order by link.seq
                    """),
                walk::step,
                workspaceId));
    Verdict.Broken broken = walk.broken(given);
    return new Verdict(
        walk.seq, unchained, given.size(), broken == null ? stray(book, workspaceId) : broken);
  }

  private long unchained(Book book, UUID workspaceId) {
    return jdbc.sql(book.sql("select count(*) from book_unchained where workspace_id = :workspace"))
        .param("workspace", workspaceId)
        .query(Long.class)
        .single();
  }

  private Verdict.@Nullable Broken stray(Book book, UUID workspaceId) {
    Optional<Long> stray =
        jdbc.sql(
                book.sql(
                    """
                    select min(position) from book_entry entry
                     where workspace_id = :workspace
                       and not exists (select from book_link link
                                        where link.position = entry.position)
                       and not exists (select from book_unchained waiting
                                        where waiting.workspace_id = entry.workspace_id
                                          and waiting.position = entry.position)
                    """))
            .param("workspace", workspaceId)
            .query(Long.class)
            .optional();
    return stray
        .map(position -> new Verdict.Broken(0, position, "It is in no chain and waits for none."))
        .orElse(null);
  }

  /** One pass over a chain, from its first entry. */
  private static final class Walk {
    private final Book book;
    private final Map<Long, List<Checkpoint>> given;
    private long seq;
    private String hash = EntryLine.NOTHING_BEFORE;
    private Verdict.@Nullable Broken broken;

    Walk(Book book, List<Checkpoint> given) {
      this.book = book;
      this.given = given.stream().collect(Collectors.groupingBy(Checkpoint::seq));
    }

    void step(ResultSet rows) throws SQLException {
      if (broken == null) {
        broken = look(rows);
      }
    }

    private Verdict.@Nullable Broken look(ResultSet rows) throws SQLException {
      long place = rows.getLong("seq");
      long position = rows.getLong("linked");
      if (place != seq + 1) {
        return new Verdict.Broken(seq + 1, 0, "It is gone from the chain.");
      }
      if (rows.getObject("position") == null) {
        return new Verdict.Broken(place, position, "The chain holds it, and the entry is gone.");
      }
      hash = EntryLine.hash(hash, line(place, rows));
      if (!hash.equals(rows.getString("hash"))) {
        return new Verdict.Broken(place, position, "It is not what it was when it was chained.");
      }
      seq = place;
      return contradicted(position);
    }

    /** What can no longer be read as an entry is no longer the entry that was chained. */
    private String line(long place, ResultSet rows) throws SQLException {
      try {
        return book.line().of(place, rows);
      } catch (IllegalArgumentException | NullPointerException changed) {
        return "";
      }
    }

    private Verdict.@Nullable Broken contradicted(long position) {
      for (Checkpoint checkpoint : given.getOrDefault(seq, List.of())) {
        if (!SigningKey.isSigned(checkpoint)) {
          return new Verdict.Broken(seq, position, "Its checkpoint’s signature is wrong.");
        }
        if (!checkpoint.hash().equals(hash)) {
          return new Verdict.Broken(
              seq, position, "The checkpoint of " + checkpoint.at() + " says otherwise.");
        }
      }
      return null;
    }

    Verdict.@Nullable Broken broken(List<Checkpoint> all) {
      if (broken != null) {
        return broken;
      }
      return all.stream()
          .filter(checkpoint -> checkpoint.seq() > seq)
          .findFirst()
          .map(
              beyond ->
                  new Verdict.Broken(
                      seq + 1,
                      0,
                      "It and all after it are gone: the checkpoint of %s reached to entry %d."
                          .formatted(beyond.at(), beyond.seq())))
          .orElse(null);
    }
  }
}
