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

  /** The workspaces with entries that no chain holds yet. */
  public List<UUID> waiting() {
    return jdbc.sql("select distinct workspace_id from ledger_unchained").query(UUID.class).list();
  }

  /**
   * Chains what the workspace's chain does not hold yet.
   *
   * @return how many entries found their places; 0 also if another process is at it
   */
  public int chain(UUID workspaceId) {
    int all = 0;
    int some;
    do {
      some = Objects.requireNonNull(transaction.execute(status -> chainSome(workspaceId)));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int chainSome(UUID workspaceId) {
    List<Entry> entries = isLeased(workspaceId) ? take(workspaceId) : List.of();
    if (!entries.isEmpty()) {
      link(workspaceId, entries);
    }
    return entries.size();
  }

  /** Until the transaction's end, however the process ends. */
  private boolean isLeased(UUID workspaceId) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('ledger ' || :id, 0))")
        .param("id", workspaceId.toString())
        .query(Boolean.class)
        .single();
  }

  private List<Entry> take(UUID workspaceId) {
    return jdbc.sql(
            """
            with taken as (
              delete from ledger_unchained
               where workspace_id = :workspace
                 and position in (select position from ledger_unchained
                                   where workspace_id = :workspace
                                   order by position
                                   limit :batch)
              returning position)
            select entry.* from taken join ledger_entry entry using (position) order by position
            """)
        .param("workspace", workspaceId)
        .param("batch", BATCH)
        .query(EntryRows::entry)
        .list();
  }

  private void link(UUID workspaceId, List<Entry> entries) {
    End end = end(workspaceId);
    List<Long> positions = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    String hash = end.hash();
    for (Entry entry : entries) {
      hash = EntryLine.hash(hash, EntryLine.of(end.seq() + positions.size() + 1, entry));
      positions.add(entry.position());
      hashes.add(hash);
    }
    insert(workspaceId, end.seq(), positions, hashes);
  }

  private End end(UUID workspaceId) {
    return jdbc.sql(
            """
            select seq, hash from ledger_link
             where workspace_id = :workspace
             order by seq desc
             limit 1
            """)
        .param("workspace", workspaceId)
        .query(End.class)
        .optional()
        .orElse(new End(0, EntryLine.NOTHING_BEFORE));
  }

  private void insert(UUID workspaceId, long after, List<Long> positions, List<String> hashes) {
    jdbc.sql(
            """
            insert into ledger_link (workspace_id, seq, position, hash, chained_at)
            select :workspace, :after + n, position, hash, :now
              from unnest(:positions, :hashes) with ordinality as link (position, hash, n)
            """)
        .param("workspace", workspaceId)
        .param("after", after)
        .param("positions", positions.toArray(Long[]::new))
        .param("hashes", hashes.toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
