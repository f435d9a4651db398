package hub.analysis;

import hub.budget.Budgets;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each stage has to do, has done, has running and was charged. */
@Repository
class StageFigures {

  /**
   * One stage's figures.
   *
   * @param due items known to come to this stage
   * @param done items it is through with
   * @param running calls under way
   * @param charge in US dollars
   * @param saved what recorded answers saved, in US dollars
   */
  record Figures(
      PaidStage stage, int due, int done, int running, BigDecimal charge, BigDecimal saved) {}

  private final JdbcClient jdbc;
  private final Budgets budgets;

  StageFigures(JdbcClient jdbc, Budgets budgets) {
    this.jdbc = jdbc;
    this.budgets = budgets;
  }

  void open(UUID analysisId) {
    for (PaidStage stage : PaidStage.values()) {
      if (stage.hasPrompt()) {
        open(analysisId, stage);
      }
    }
  }

  /** A stage that not every analysis has is opened when it is first needed. */
  void open(UUID analysisId, PaidStage stage) {
    jdbc.sql(
            """
            insert into analysis_stage (analysis_id, stage) values (:analysis, :stage) on conflict do nothing
            """)
        .param("analysis", analysisId)
        .param("stage", stage.key())
        .update();
  }

  void due(UUID analysisId, PaidStage stage, int more) {
    add(analysisId, stage.key(), "due", more);
  }

  void done(UUID analysisId, PaidStage stage, int more) {
    add(analysisId, stage.key(), "done", more);
  }

  void charged(UUID analysisId, String stage, BigDecimal charge) {
    sum(analysisId, stage, "charge", charge);
  }

  void saved(UUID analysisId, String stage, BigDecimal saved) {
    sum(analysisId, stage, "saved", saved);
  }

  int done(UUID analysisId, PaidStage stage) {
    return jdbc.sql(
            "select done from analysis_stage where analysis_id = :analysis and stage = :stage")
        .param("analysis", analysisId)
        .param("stage", stage.key())
        .query(Integer.class)
        .single();
  }

  List<Figures> all(UUID analysisId) {
    Map<String, Integer> running = budgets.running(analysisId);
    return jdbc.sql(
            """
            select stage, due, done, charge, saved from analysis_stage
             where analysis_id = :analysis
            """)
        .param("analysis", analysisId)
        .query(
            (row, number) ->
                new Figures(
                    PaidStage.of(row.getString("stage")),
                    row.getInt("due"),
                    row.getInt("done"),
                    running.getOrDefault(row.getString("stage"), 0),
                    row.getBigDecimal("charge"),
                    row.getBigDecimal("saved")))
        .list();
  }

  private void add(UUID analysisId, String stage, String column, int more) {
    jdbc.sql(
            "update analysis_stage set %1$s = %1$s + :more where analysis_id = :analysis and stage = :stage"
                .formatted(column))
        .param("analysis", analysisId)
        .param("stage", stage)
        .param("more", more)
        .update();
  }

  private void sum(UUID analysisId, String stage, String column, BigDecimal more) {
    jdbc.sql(
            "update analysis_stage set %1$s = %1$s + :more where analysis_id = :analysis and stage = :stage"
                .formatted(column))
        .param("analysis", analysisId)
        .param("stage", stage)
        .param("more", more)
        .update();
  }
}
