package hub.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.Mode;
import hub.llm.BatchLine.State;
import java.math.BigDecimal;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The questions that go through batches, each in the transaction that moves its money. */
@Repository
public class BatchLines {
  private static final JsonMapper JSON = new JsonMapper();

  /** Batches are closed long before. */
  private static final Duration KEPT = Duration.ofDays(3);

  private static final String COLUMNS =
      """
      attempt_id, workspace_id, analysis_id, job_id, state, mode, model, stage, items, cap, prompt,
      prompt_version, prompt_hash, schema, key, price_version, hold, charge
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public BatchLines(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What is sent for an attempt. */
  record Body(UUID attemptId, String json) {}

  /**
   * Lines a held call up for a batch.
   *
   * @throws org.springframework.dao.DuplicateKeyException if its job's question is in one already
   */
  void add(PaidCall call, String body) {
    Question question = call.question();
    Prompt prompt = question.prompt();
    jdbc.sql(
            """
            insert into batch_line (attempt_id, workspace_id, analysis_id, job_id, mode, base_url, model, stage, items, cap,
                                    prompt, prompt_version, prompt_hash, schema, key, price_version, hold, body, created_at)
            values (:attempt, :workspace, :analysis, :job, :mode, :url, :model, :stage, :items, :cap,
                    :prompt, :version, :hash, :schema, :key, :price, :hold, :body, :now)
            """)
        .param("attempt", call.attemptId())
        .param("workspace", question.workspaceId())
        .param("analysis", question.analysisId())
        .param("job", question.jobId())
        .param("mode", question.mode().word())
        .param("url", call.connection().baseUrl())
        .param("model", call.model())
        .param("stage", question.stage())
        .param("items", question.items())
        .param("cap", question.maxOutputTokens())
        .param("prompt", prompt.name())
        .param("version", prompt.version())
        .param("hash", prompt.hash())
        .param("schema", prompt.schema().toString())
        .param("key", call.cacheKey())
        .param("price", call.price().version())
        .param("hold", call.hold())
        .param("body", body)
        .param("now", now())
        .update();
  }

  /** The last line of a job's question. */
  Optional<BatchLine> find(UUID jobId, String key) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from batch_line where job_id = :job and key = :key order by created_at desc"
                + " limit 1")
        .param("job", jobId)
        .param("key", key)
        .query(BatchLines::line)
        .optional();
  }

  /** The line of a batch that the vendor names. */
  Optional<BatchLine> find(UUID batchId, UUID attemptId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from batch_line where batch_id = :batch and attempt_id = :attempt")
        .param("batch", batchId)
        .param("attempt", attemptId)
        .query(BatchLines::line)
        .optional();
  }

  /** A batch's lines in these states. */
  List<BatchLine> of(UUID batchId, State... states) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from batch_line where batch_id = :batch and state = any(:states) order by"
                + " attempt_id")
        .param("batch", batchId)
        .param("states", words(states))
        .query(BatchLines::line)
        .list();
  }

  /** What of a batch is to be sent. */
  List<Body> bodies(UUID batchId) {
    return jdbc.sql(
            """
            select attempt_id, body from batch_line
             where batch_id = :batch and state = 'waiting' and body is not null order by attempt_id
            """)
        .param("batch", batchId)
        .query((row, n) -> new Body(row.getObject(1, UUID.class), row.getString(2)))
        .list();
  }

  /** What waits for a batch. */
  List<BatchLine> unsent() {
    return jdbc.sql(
            "select " + COLUMNS + " from batch_line where state = 'waiting' and batch_id is null")
        .query(BatchLines::line)
        .list();
  }

  /** What waits and has lost its words, so that it can't be sent. */
  List<BatchLine> speechless() {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                   from batch_line
                  where state = 'waiting' and body is null
                    and (batch_id is null
                         or exists (select from vendor_batch b where b.id = batch_id and b.upload_asked_at is null))
                """)
        .query(BatchLines::line)
        .list();
  }

  /** The vendor has their words, which nobody needs here any more. */
  void forgetWords(UUID batchId) {
    jdbc.sql("update batch_line set body = null where batch_id = :batch")
        .param("batch", batchId)
        .update();
  }

  /** Texts were erased, and what waits here may hold them: it is put together anew. */
  public void forgetUnsentWords() {
    jdbc.sql("update batch_line set body = null where state = 'waiting' and body is not null")
        .update();
  }

  /** From here on the vendor may have it. */
  void sent(UUID attemptId) {
    jdbc.sql("update batch_line set state = 'sent' where attempt_id = :attempt")
        .param("attempt", attemptId)
        .update();
  }

  void answered(UUID attemptId, BigDecimal charge) {
    jdbc.sql(
            """
            update batch_line set state = 'answered', charge = :charge, body = null, ended_at = :now
             where attempt_id = :attempt
            """)
        .param("attempt", attemptId)
        .param("charge", charge)
        .param("now", now())
        .update();
  }

  /** Ends a line without an answer. */
  void ended(UUID attemptId, State state) {
    jdbc.sql(
            """
            update batch_line set state = :state, body = null, ended_at = :now where attempt_id = :attempt
            """)
        .param("attempt", attemptId)
        .param("state", word(state))
        .param("now", now())
        .update();
  }

  /** It is put together anew when its job runs again. */
  void withdrawn(UUID attemptId) {
    jdbc.sql("delete from batch_line where attempt_id = :attempt")
        .param("attempt", attemptId)
        .update();
  }

  /** Forgets lines that ended long ago. */
  int forgetOld() {
    return jdbc.sql(
            "delete from batch_line where ended_at < :before and state in ('answered', 'failed',"
                + " 'missing')")
        .param("before", Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String[] words(State... states) {
    return java.util.Arrays.stream(states).map(BatchLines::word).toArray(String[]::new);
  }

  private static BatchLine line(ResultSet row, int n) throws SQLException {
    return new BatchLine(
        row.getObject("attempt_id", UUID.class),
        question(row),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("model"),
        row.getString("key"),
        row.getInt("price_version"),
        row.getBigDecimal("hold"),
        row.getBigDecimal("charge"));
  }

  private static Question question(ResultSet row) throws SQLException {
    return new Question(
        row.getObject("workspace_id", UUID.class),
        row.getObject("analysis_id", UUID.class),
        row.getObject("job_id", UUID.class),
        Mode.of(row.getString("mode")),
        row.getString("stage"),
        new Prompt(
            row.getString("prompt"),
            row.getString("prompt_version"),
            row.getString("prompt_hash"),
            "",
            schema(row.getString("schema"))),
        "",
        row.getInt("items"),
        row.getInt("cap"),
        false,
        true);
  }

  private static JsonNode schema(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A line's schema is no JSON", e);
    }
  }

  /** Groups of lines that can share a batch, with their number and the age of the oldest. */
  List<Group> groups() {
    return jdbc.sql(
            """
            select mode, base_url, model, count(*)::int as lines, min(created_at) as oldest
              from batch_line
             where batch_id is null and state = 'waiting' and body is not null
             group by mode, base_url, model
            """)
        .query(
            (row, n) ->
                new Group(
                    Mode.of(row.getString("mode")),
                    row.getString("base_url"),
                    row.getString("model"),
                    row.getInt("lines"),
                    row.getTimestamp("oldest").toInstant()))
        .list();
  }

  /** Lines for the same model at the same address. */
  record Group(Mode mode, String baseUrl, String model, int lines, Instant oldest) {}

  /**
   * Puts the oldest lines of a group into a batch.
   *
   * @return how many; none if another process was first
   */
  int intoBatch(UUID batchId, Group group, int most) {
    return jdbc.sql(
            """
            update batch_line set batch_id = :batch
             where attempt_id in (select attempt_id from batch_line
                                   where batch_id is null and state = 'waiting' and body is not null
                                     and mode = :mode and base_url = :url and model = :model
                                   order by created_at
                                   limit :most
                                     for update skip locked)
            """)
        .param("batch", batchId)
        .param("mode", group.mode().word())
        .param("url", group.baseUrl())
        .param("model", group.model())
        .param("most", most)
        .update();
  }
}
