package hub.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counts behind a forecast. */
@Repository
class ForecastBasis {
  private final JdbcClient jdbc;

  ForecastBasis(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Nullable BigDecimal estimated(UUID analysisId) {
    return jdbc.sql("select estimate_likely from analysis where id = :id")
        .param("id", analysisId)
        .query(
            (row, number) ->
                java.util.Optional.ofNullable(row.getBigDecimal("estimate_likely")))
        .single()
        .orElse(null);
  }

  /** What was charged so far, scaled stage by stage to what is still to come, and the ending at its reckoned cost. */
  BigDecimal end(Analysis analysis, List<StageFigures.Figures> stages, Reckoning reckoning) {
    StageFigures.Figures sort = Forecast.of(stages, PaidStage.CLASSIFY);
    double total = 0;
    double before = sort.due();
    double share = 1;
    for (PaidStage stage :
        List.of(
            PaidStage.CLASSIFY, PaidStage.FEASIBILITY, PaidStage.ANTIPATTERNS, PaidStage.COMMENTS)) {
      StageFigures.Figures figures = Forecast.of(stages, stage);
      if (stage != PaidStage.CLASSIFY) {
        StageFigures.Figures earlier = Forecast.of(stages, PaidStage.values()[stage.ordinal() - 1]);
        share = earlier.done() == 0 ? 0 : figures.due() / (double) earlier.done();
        before = before * share;
      }
      double each = figures.done() == 0 ? 0 : figures.charge().doubleValue() / figures.done();
      total += each * Math.max(before, figures.done());
    }
    BigDecimal ranked =
        Forecast.of(stages, PaidStage.MERGE).charge().add(Forecast.of(stages, PaidStage.RANK).charge());
    return BigDecimal.valueOf(total).add(ranked.max(ending(analysis, stages, reckoning)));
  }

  private BigDecimal ending(
      Analysis analysis, List<StageFigures.Figures> stages, Reckoning reckoning) {
    int kept = Forecast.of(stages, PaidStage.ANTIPATTERNS).due();
    double sorted = Forecast.of(stages, PaidStage.CLASSIFY).done();
    double due = Forecast.of(stages, PaidStage.CLASSIFY).due();
    int inTheEnd = (int) Math.round(kept * (sorted == 0 ? 1 : due / sorted));
    Yield all = new Yield(1, 1, 1, Yield.STANDARD.postsAGroup(), Yield.STANDARD.cachedPrompt(), 0);
    return reckoning
        .of(new Reckoning.Texts(inTheEnd, 0, 0), all)
        .get(PaidStage.RANK)
        .charge();
  }
}
