package hub.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs each chain's end and gives it away, a line in a file of the workspace. What is not behind a
 * checkpoint yet, at most {@link LedgerSettings#checkpointEvery} or {@link
 * LedgerSettings#checkpointEntries}, an operator could still rewrite unseen.
 */
@Component
public class Checkpoints {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final SigningKeys keys;
  private final LedgerSettings settings;

  Checkpoints(JdbcClient jdbc, Clock clock, SigningKeys keys, LedgerSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.keys = keys;
    this.settings = settings;
  }

  private record Grown(UUID workspaceId, long seq, String hash) {}

  /** Signs every chain that grew enough or waited long enough since its last checkpoint. */
  void signDue() {
    jdbc.sql(
            """
            select link.workspace_id, link.seq, link.hash
              from workspace,
                   lateral (select * from ledger_link where workspace_id = workspace.id
                             order by seq desc limit 1) link
                   left join lateral (select * from ledger_checkpoint
                                       where workspace_id = workspace.id
                                       order by seq desc, at desc limit 1) last on true
             where last.seq is null
                or link.seq >= last.seq + :entries
                or link.seq > last.seq and last.at <= :before
            """)
        .param("entries", settings.checkpointEntries())
        .param("before", Timestamp.from(clock.instant().minus(settings.checkpointEvery())))
        .query(Grown.class)
        .list()
        .forEach(this::sign);
  }

  private void sign(Grown end) {
    // The database keeps no more; the signature must fit what it gives back.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SigningKey key = keys.findOrMake();
    Checkpoint checkpoint =
        new Checkpoint(
            end.workspaceId(),
            end.seq(),
            end.hash(),
            now,
            key.publicKey(),
            key.sign(Checkpoint.signed(end.workspaceId(), end.seq(), end.hash(), now)));
    giveAway(checkpoint);
    remember(checkpoint);
  }

  /** Given away first: the file may hold one that the database does not know, never the reverse. */
  private void giveAway(Checkpoint checkpoint) {
    try {
      Files.createDirectories(settings.checkpointFolder());
      Files.writeString(
          file(checkpoint.workspaceId()),
          checkpoint.line() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A checkpoint cannot be written to " + settings.checkpointFolder(), e);
    }
  }

  private void remember(Checkpoint checkpoint) {
    jdbc.sql(
            """
            insert into ledger_checkpoint (workspace_id, seq, hash, at, key, signature)
            values (:workspace, :seq, :hash, :at, :key, :signature)
            on conflict do nothing
            """)
        .param("workspace", checkpoint.workspaceId())
        .param("seq", checkpoint.seq())
        .param("hash", checkpoint.hash())
        .param("at", Timestamp.from(checkpoint.at()))
        .param("key", checkpoint.key())
        .param("signature", checkpoint.signature())
        .update();
  }

  /** The workspace's last checkpoint. */
  public Optional<Checkpoint> last(UUID workspaceId) {
    return inDatabase(workspaceId, "order by seq desc, at desc limit 1").stream().findFirst();
  }

  /** The first checkpoint that covers this place of the workspace's chain. */
  public Optional<Checkpoint> covering(UUID workspaceId, long seq) {
    return inDatabase(workspaceId, "and seq >= " + seq + " order by seq, at limit 1").stream()
        .findFirst();
  }

  /** Signs any text with the key that signs checkpoints; the signature as base64. */
  public String sign(String text) {
    return keys.findOrMake().sign(text);
  }

  /** All that were given away, from the file where there is one and from the database. */
  List<Checkpoint> all(UUID workspaceId) {
    List<Checkpoint> all = new ArrayList<>(inDatabase(workspaceId, "order by seq, at"));
    Path file = file(workspaceId);
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).stream().map(Checkpoint::of).forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException("The checkpoints cannot be read: " + file, e);
      }
    }
    return all;
  }

  private Path file(UUID workspaceId) {
    return settings.checkpointFolder().resolve(workspaceId + ".checkpoints");
  }

  private List<Checkpoint> inDatabase(UUID workspaceId, String which) {
    return jdbc.sql("select * from ledger_checkpoint where workspace_id = :workspace " + which)
        .param("workspace", workspaceId)
        .query(Checkpoints::checkpoint)
        .list();
  }

  private static Checkpoint checkpoint(ResultSet rows, int n) throws SQLException {
    return new Checkpoint(
        rows.getObject("workspace_id", UUID.class),
        rows.getLong("seq"),
        rows.getString("hash"),
        rows.getTimestamp("at").toInstant(),
        rows.getString("key"),
        rows.getString("signature"));
  }
}
