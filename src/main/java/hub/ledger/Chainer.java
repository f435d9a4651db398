package hub.ledger;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives entries their places. Of any number of processes one at a time chains a workspace; the
 * others leave it to that one, and the chain's primary key would stop a fork. Nobody who writes an
 * entry waits for it.
 */
@Component
public class Chainer {
  private static final int BATCH = 2_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public Chainer(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record End(long seq, String hash) {}

  private record Taken(long position, String line) {}

  /** The workspaces with entries of the ledger that no chain holds yet. */
  public List<UUID> waiting() {
    return waiting(Book.LEDGER);
  }

  /** The workspaces with entries that no chain of this book holds yet. */
  List<UUID> waiting(Book book) {
    return jdbc.sql(book.sql("select distinct workspace_id from book_unchained"))
        .query(UUID.class)
        .list();
  }

  /** As {@link #chain(Book, UUID)}, of the ledger. */
  public int chain(UUID workspaceId) {
    return chain(Book.LEDGER, workspaceId);
  }

  /**
   * Chains what the workspace's chain does not hold yet.
   *
   * @return how many entries found their places; 0 also if another process is at it
   */
  public int chain(Book book, UUID workspaceId) {
    int all = 0;
    int some;
    do {
      some = Objects.requireNonNull(transaction.execute(status -> chainSome(book, workspaceId)));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int chainSome(Book book, UUID workspaceId) {
    if (!isLeased(book, workspaceId)) {
      return 0;
    }
    End end = end(book, workspaceId);
    List<Taken> entries = take(book, workspaceId, end.seq());
    if (!entries.isEmpty()) {
      link(book, workspaceId, end, entries);
    }
    return entries.size();
  }

  /** Until the transaction's end, however the process ends. */
  private boolean isLeased(Book book, UUID workspaceId) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:book || ' ' || :id, 0))")
        .param("book", book.name())
        .param("id", workspaceId.toString())
        .query(Boolean.class)
        .single();
  }

  private List<Taken> take(Book book, UUID workspaceId, long after) {
    return jdbc.sql(
            book.sql(
                """
                with taken as (
                  delete from book_unchained
                   where workspace_id = :workspace
                     and position in (select position from book_unchained
                                       where workspace_id = :workspace
                                       order by position
                                       limit :batch)
                  returning position)
                select entry.* from taken join book_entry entry using (position) order by position
                """))
        .param("workspace", workspaceId)
        .param("batch", BATCH)
        .query((row, n) -> new Taken(row.getLong("position"), book.line().of(after + n + 1, row)))
        .list();
  }

  private void link(Book book, UUID workspaceId, End end, List<Taken> entries) {
    List<Long> positions = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    String hash = end.hash();
    for (Taken entry : entries) {
      hash = EntryLine.hash(hash, entry.line());
      positions.add(entry.position());
      hashes.add(hash);
    }
    insert(book, workspaceId, end.seq(), positions, hashes);
  }

  private End end(Book book, UUID workspaceId) {
    return jdbc.sql(
            book.sql(
                """
                select seq, hash from book_link
                 where workspace_id = :workspace
                 order by seq desc
                 limit 1
                """))
        .param("workspace", workspaceId)
        .query(End.class)
        .optional()
        .orElse(new End(0, EntryLine.NOTHING_BEFORE));
  }

  private void insert(
      Book book, UUID workspaceId, long after, List<Long> positions, List<String> hashes) {
    jdbc.sql(
            book.sql(
                """
                insert into book_link (workspace_id, seq, position, hash, chained_at)
                select :workspace, :after + n, position, hash, :now
                  from unnest(:positions, :hashes) with ordinality as link (position, hash, n)
                """))
        .param("workspace", workspaceId)
        .param("after", after)
        .param("positions", positions.toArray(Long[]::new))
        .param("hashes", hashes.toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
