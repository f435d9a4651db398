package hub.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which posts a charge was for, so that each opportunity's share can be told. */
@Repository
class Charges {
  private final JdbcClient jdbc;

  Charges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID analysisId, PaidStage stage, UUID attempt, BigDecimal charge, List<Long> posts) {
    jdbc.sql(
            """
            insert into analysis_charge (attempt_id, analysis_id, stage, charge, posts)
            values (:attempt, :analysis, :stage, :charge, :posts)
            on conflict do nothing
            """)
        .param("attempt", attempt)
        .param("analysis", analysisId)
        .param("stage", stage.key())
        .param("charge", charge)
        .param("posts", posts.toArray(Long[]::new))
        .update();
  }
}
