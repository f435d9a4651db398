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
  void signDue(Book book) {
    jdbc.sql(
            book.sql(
                """
                select link.workspace_id, link.seq, link.hash
                  from workspace,
                       lateral (select * from book_link where workspace_id = workspace.id
                                 order by seq desc limit 1) link
                       left join lateral (select * from book_checkpoint
                                           where workspace_id = workspace.id
                                           order by seq desc, at desc limit 1) last on true
                 where last.seq is null
                    or link.seq >= last.seq + :entries
                    or link.seq > last.seq and last.at <= :before
                """))
        .param("entries", settings.checkpointEntries())
        .param("before", Timestamp.from(clock.instant().minus(settings.checkpointEvery())))
        .query(Grown.class)
        .list()
        .forEach(end -> sign(book, end));
  }

  private void sign(Book book, Grown end) {
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
    giveAway(book, checkpoint);
    remember(book, checkpoint);
  }

  /** Given away first: the file may hold one that the database does not know, never the reverse. */
  private void giveAway(Book book, Checkpoint checkpoint) {
    try {
      Files.createDirectories(settings.checkpointFolder());
      Files.writeString(
          file(book, checkpoint.workspaceId()),
          checkpoint.line() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A checkpoint cannot be written to " + settings.checkpointFolder(), e);
    }
  }

  private void remember(Book book, Checkpoint checkpoint) {
    jdbc.sql(
            book.sql(
                """
                insert into book_checkpoint (workspace_id, seq, hash, at, key, signature)
                values (:workspace, :seq, :hash, :at, :key, :signature)
                on conflict do nothing
                """))
        .param("workspace", checkpoint.workspaceId())
        .param("seq", checkpoint.seq())
        .param("hash", checkpoint.hash())
        .param("at", Timestamp.from(checkpoint.at()))
        .param("key", checkpoint.key())
        .param("signature", checkpoint.signature())
        .update();
  }

  /** The last checkpoint of the workspace's ledger. */
  public Optional<Checkpoint> last(UUID workspaceId) {
    return inDatabase(Book.LEDGER, workspaceId, "order by seq desc, at desc limit 1").stream()
        .findFirst();
  }

  /** The first checkpoint that covers this place of the workspace's ledger. */
  public Optional<Checkpoint> covering(UUID workspaceId, long seq) {
    return inDatabase(Book.LEDGER, workspaceId, "and seq >= " + seq + " order by seq, at limit 1")
        .stream()
        .findFirst();
  }

  /** Signs any text with the key that signs checkpoints; the signature as base64. */
  public String sign(String text) {
    return keys.findOrMake().sign(text);
  }

  /** All that were given away, from the file where there is one and from the database. */
  List<Checkpoint> all(Book book, UUID workspaceId) {
    List<Checkpoint> all = new ArrayList<>(inDatabase(book, workspaceId, "order by seq, at"));
    Path file = file(book, workspaceId);
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).stream().map(Checkpoint::of).forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException("The checkpoints cannot be read: " + file, e);
      }
    }
    return all;
  }

  /** The ledger's file has the workspace's name alone, as it had when there was no other book. */
  private Path file(Book book, UUID workspaceId) {
    String of = book.equals(Book.LEDGER) ? "" : "." + book.name();
    return settings.checkpointFolder().resolve(workspaceId + of + ".checkpoints");
  }

  private List<Checkpoint> inDatabase(Book book, UUID workspaceId, String which) {
    return jdbc.sql(
            book.sql("select * from book_checkpoint where workspace_id = :workspace ") + which)
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
