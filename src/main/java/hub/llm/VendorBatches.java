package hub.llm;

import hub.Mode;
import hub.llm.VendorBatch.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The batches at the vendor. One process at a time carries one on, by a token that lapses; what it
 * is about to ask the vendor for is noted first, so that after its death the next one asks whether
 * the vendor has it before it asks again.
 */
@Repository
class VendorBatches {
  private static final String COLUMNS =
      """
      id, token, mode, base_url, model, state, upload_asked_at, create_asked_at, input_file, vendor_id,
      output_file, error_file, made_at, ended_at
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  VendorBatches(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void make(UUID id, BatchLines.Group group) {
    jdbc.sql(
            """
            insert into vendor_batch (id, mode, base_url, model, state, made_at, look_at)
            values (:id, :mode, :url, :model, 'made', :now, :now)
            """)
        .param("id", id)
        .param("mode", group.mode().word())
        .param("url", group.baseUrl())
        .param("model", group.model())
        .param("now", now())
        .update();
  }

  /** Those to be looked at that nobody carries on. */
  List<UUID> due() {
    return jdbc.sql(
            """
            select id from vendor_batch
             where state <> 'closed' and look_at <= :now and (taken_until is null or taken_until < :now)
             order by look_at
            """)
        .param("now", now())
        .query(UUID.class)
        .list();
  }

  /** Takes one for so long; empty if another process was first. */
  Optional<VendorBatch> take(UUID id, Duration lease) {
    return jdbc.sql(
            """
            update vendor_batch set token = :token, taken_until = :until
             where id = :id and state <> 'closed' and (taken_until is null or taken_until < :now)
            returning
            """
                + COLUMNS)
        .param("id", id)
        .param("token", UUID.randomUUID())
        .param("until", Timestamp.from(clock.instant().plus(lease)))
        .param("now", now())
        .query(VendorBatches::batch)
        .optional();
  }

  VendorBatch uploadAsked(VendorBatch batch, boolean asked) {
    return write(batch, "upload_asked_at = :value", asked ? now() : null);
  }

  VendorBatch createAsked(VendorBatch batch) {
    return write(batch, "create_asked_at = :value", now());
  }

  VendorBatch uploaded(VendorBatch batch, String file) {
    return write(batch, "state = 'uploaded', input_file = :value", file);
  }

  VendorBatch running(VendorBatch batch, String vendorId) {
    return write(batch, "state = 'running', vendor_id = :value", vendorId);
  }

  /** The vendor is through with it; its files may still change. */
  VendorBatch ended(VendorBatch batch, @Nullable String output, @Nullable String errors) {
    return write(
        batch,
        """
        state = 'ended', ended_at = coalesce(ended_at, :value),
        output_file = :output, error_file = :errors
        """,
        now(),
        output,
        errors);
  }

  /** One of its files is no longer at the vendor. */
  VendorBatch deleted(VendorBatch batch, String file) {
    return write(
        batch,
        """
        input_file = nullif(input_file, :value), output_file = nullif(output_file, :value),
        error_file = nullif(error_file, :value)
        """,
        file);
  }

  VendorBatch closed(VendorBatch batch) {
    return write(batch, "state = 'closed', look_at = :value", now());
  }

  /** Lets the batch go until it is to be looked at again. */
  void leave(VendorBatch batch, Instant until) {
    jdbc.sql(
            """
            update vendor_batch set look_at = :until, token = null, taken_until = null
             where id = :id and token = :token
            """)
        .param("until", Timestamp.from(until))
        .param("id", batch.id())
        .param("token", batch.token())
        .update();
  }

  private VendorBatch write(VendorBatch batch, String what, @Nullable Object value) {
    return write(batch, what, value, null, null);
  }

  /**
   * @throws IllegalStateException if another process carries it on, since this one was too slow
   */
  private VendorBatch write(
      VendorBatch batch,
      String what,
      @Nullable Object value,
      @Nullable String output,
      @Nullable String errors) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(
                "update vendor_batch set "
                    + what
                    + " where id = :id and token = :token returning "
                    + COLUMNS)
            .param("id", batch.id())
            .param("token", batch.token())
            .param("value", value);
    if (what.contains(":output")) {
      statement = statement.param("output", output).param("errors", errors);
    }
    return statement
        .query(VendorBatches::batch)
        .optional()
        .orElseThrow(
            () -> new IllegalStateException("Batch " + batch.id() + " is carried on elsewhere"));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static VendorBatch batch(ResultSet row, int n) throws SQLException {
    return new VendorBatch(
        row.getObject("id", UUID.class),
        row.getObject("token", UUID.class),
        Mode.of(row.getString("mode")),
        row.getString("base_url"),
        row.getString("model"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        instant(row.getTimestamp("upload_asked_at")),
        instant(row.getTimestamp("create_asked_at")),
        row.getString("input_file"),
        row.getString("vendor_id"),
        row.getString("output_file"),
        row.getString("error_file"),
        row.getTimestamp("made_at").toInstant(),
        instant(row.getTimestamp("ended_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
