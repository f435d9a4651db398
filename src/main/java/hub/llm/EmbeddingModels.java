package hub.llm;

import hub.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which model makes each mode's vectors, and which one is to follow it. Until a mode has vectors,
 * that is the model of OpenAI's own address where there is a key, and else the one in the jar; then
 * it stays until a person has it changed.
 */
@Repository
public class EmbeddingModels {
  private static final Duration CLAIM = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofMinutes(1);
  private static final int LONGEST_TROUBLE = 500;

  private final JdbcClient jdbc;
  private final ModelAccess access;
  private final Prices prices;
  private final LlmSettings settings;
  private final Clock clock;

  public EmbeddingModels(
      JdbcClient jdbc, ModelAccess access, Prices prices, LlmSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.access = access;
    this.prices = prices;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A model.
   *
   * @param dimension of its vectors; 0 until it made one
   */
  public record Model(String name, int dimension) {
    /** The one in the jar. */
    public static final Model IN_JAR = new Model(LocalEmbeddings.NAME, LocalEmbeddings.DIMENSION);

    /** Whether its vectors are paid for. */
    public boolean isPaid() {
      return !name.equals(LocalEmbeddings.NAME);
    }
  }

  /**
   * A mode's models.
   *
   * @param now whose vectors are searched
   * @param next the change that is under way; null if none is
   * @param old whose vectors are being removed; null if nobody's
   */
  public record Chosen(Mode mode, Model now, @Nullable Change next, @Nullable Model old) {
    /** Every model of which there can be vectors. */
    public List<Model> all() {
      List<Model> all = new ArrayList<>(List.of(now));
      if (next != null && !next.to().name().equals(now.name())) {
        all.add(next.to());
      }
      if (old != null) {
        all.add(old);
      }
      return all;
    }
  }

  /**
   * Texts without a vector of this model get one.
   *
   * @param paidBy the workspace that pays; null where it costs nothing
   * @param budgetId likewise
   * @param trouble why it does not go on, a sentence; null while it does
   */
  public record Change(
      Model to,
      @Nullable UUID paidBy,
      @Nullable UUID budgetId,
      Instant begunAt,
      @Nullable String trouble) {}

  /** The mode's models now. */
  public Chosen of(Mode mode) {
    return jdbc.sql("select * from embedding_model where mode = :mode")
        .param("mode", mode.word())
        .query(EmbeddingModels::chosen)
        .optional()
        .orElseGet(() -> new Chosen(mode, usual(mode), null, null));
  }

  /** Remembers the mode's model, and how long its vectors are, since there are some now. */
  public void keep(Mode mode, Model made) {
    jdbc.sql(
            """
            insert into embedding_model as m (mode, model, dimension) values (:mode, :model, :dimension)
                on conflict (mode) do update
               set dimension = case when m.model = excluded.model then excluded.dimension else m.dimension end,
                   next_dimension = case when m.next_model = excluded.model then excluded.dimension
                                         else m.next_dimension end
             where m.model = excluded.model and m.dimension is null
                or m.next_model = excluded.model and m.next_dimension is null
            """)
        .param("mode", mode.word())
        .param("model", made.name())
        .param("dimension", made.dimension())
        .update();
  }

  private Model usual(Mode mode) {
    if (mode == Mode.SANDBOX && !settings.simulatedEmbeddings()) {
      return Model.IN_JAR;
    }
    ModelConnection connection = access.of(mode);
    boolean usable =
        connection.trouble() == null
            && connection.hasTiers()
            && prices.find(connection.embeddingModel()).isPresent();
    return usable ? new Model(connection.embeddingModel(), 0) : Model.IN_JAR;
  }

  /**
   * Begins a change.
   *
   * @return false if another is under way, or the last one's old vectors are still being removed
   */
  public boolean change(Mode mode, Model to, @Nullable UUID paidBy, @Nullable UUID budgetId) {
    Model now = of(mode).now();
    return jdbc.sql(
                """
                insert into embedding_model as m
                       (mode, model, dimension, next_model, next_dimension, paid_by, budget_id, begun_at)
                values (:mode, :now, nullif(:nowDimension, 0), :model, nullif(:dimension, 0), :paidBy, :budget, :at)
                    on conflict (mode) do update
                   set next_model = excluded.next_model, next_dimension = excluded.next_dimension,
                       paid_by = excluded.paid_by, budget_id = excluded.budget_id, begun_at = excluded.begun_at,
                       trouble = null
                 where m.next_model is null and m.old_model is null
                """)
            .param("mode", mode.word())
            .param("now", now.name())
            .param("nowDimension", now.dimension())
            .param("model", to.name())
            .param("dimension", to.dimension())
            .param("paidBy", paidBy)
            .param("budget", budgetId)
            .param("at", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** Lets a change that rests go on at once. */
  public void goOn(Mode mode) {
    release(mode, null);
  }

  /** Gives the change up; what it made is removed. */
  public void giveUp(Mode mode) {
    end(mode, "next_model", "next_dimension", "model", "dimension");
  }

  /** The next model is complete and takes over. */
  public void switchOver(Mode mode) {
    end(mode, "model", "dimension", "next_model", "next_dimension");
  }

  /** Ends a change: one model stays, the vectors of the other become old. */
  private void end(Mode mode, String old, String itsDimension, String stays, String dimension) {
    jdbc.sql(
            """
            update embedding_model
               set old_model = case when next_model <> model then %s end,
                   old_dimension = case when next_model <> model then %s end,
                   model = %s, dimension = %s,
                   next_model = null, next_dimension = null, paid_by = null, budget_id = null, begun_at = null,
                   trouble = null
             where mode = :mode and next_model is not null
            """
                .formatted(old, itsDimension, stays, dimension))
        .param("mode", mode.word())
        .update();
  }

  /** No index holds a vector of the old model any more. */
  public void forgetOld(Mode mode) {
    jdbc.sql("update embedding_model set old_model = null, old_dimension = null where mode = :mode")
        .param("mode", mode.word())
        .update();
  }

  /** Whether the caller alone carries the mode's change on, for a while. */
  public boolean claim(Mode mode) {
    return jdbc.sql(
                """
                update embedding_model
                   set claimed_until = :until
                 where mode = :mode and (claimed_until is null or claimed_until < :now)
                """)
            .param("until", Timestamp.from(clock.instant().plus(CLAIM)))
            .param("now", Timestamp.from(clock.instant()))
            .param("mode", mode.word())
            .update()
        == 1;
  }

  /** Ends a claim, with the reason if the change does not go on: then it rests for a while. */
  public void release(Mode mode, @Nullable String trouble) {
    jdbc.sql(
            """
            update embedding_model
               set claimed_until = case when cast(:trouble as text) is null then null else cast(:again as timestamptz) end,
                   trouble = :trouble
             where mode = :mode
            """)
        .param(
            "trouble",
            trouble == null
                ? null
                : trouble.substring(0, Math.min(LONGEST_TROUBLE, trouble.length())),
            Types.VARCHAR)
        .param("again", Timestamp.from(clock.instant().plus(REST)))
        .param("mode", mode.word())
        .update();
  }

  private static Chosen chosen(ResultSet row, int number) throws SQLException {
    Model next = model(row, "next_");
    return new Chosen(
        Mode.of(row.getString("mode")),
        new Model(row.getString("model"), row.getInt("dimension")),
        next == null
            ? null
            : new Change(
                next,
                row.getObject("paid_by", UUID.class),
                row.getObject("budget_id", UUID.class),
                row.getTimestamp("begun_at").toInstant(),
                row.getString("trouble")),
        model(row, "old_"));
  }

  private static @Nullable Model model(ResultSet row, String prefix) throws SQLException {
    String name = row.getString(prefix + "model");
    return name == null ? null : new Model(name, row.getInt(prefix + "dimension"));
  }
}
