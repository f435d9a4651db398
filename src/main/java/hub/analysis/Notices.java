package hub.analysis;

import hub.CommunityName;
import hub.analysis.view.Notice;
import hub.budget.BudgetState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a reader must know of an analysis: what failed or waits, and what that means for the money.
 */
@Component
class Notices {
  private final JdbcClient jdbc;

  Notices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Notice> of(Analysis analysis, BudgetState state) {
    List<Notice> notices = new ArrayList<>();
    for (AnalysisEvent event : troubles(analysis.id())) {
      switch (event) {
        case AnalysisEvent.SourceStopped stopped ->
            notices.add(
                Notice.bad(
                    "The source stopped.",
                    stopped.reason()
                        + " Nothing more is asked of it; posts collected before are judged."));
        case AnalysisEvent.CommunityClosed closed ->
            notices.add(
                Notice.warn(
                    "%s can’t be read.".formatted(CommunityName.shown(closed.community())),
                    closed.reason() + " The other communities go on; nothing was charged for it."));
        case AnalysisEvent.CommunityCollected partly ->
            notices.add(
                Notice.info(
                    "%s is incomplete.".formatted(CommunityName.shown(partly.community())),
                    partly.note()));
        default -> throw new IllegalStateException("Not a trouble: " + event);
      }
    }
    if (state.inDoubt().signum() > 0) {
      notices.add(
          Notice.warn(
              "A call was sent and never answered.",
              "What it may cost stays held until the vendor reports it or 24 h have passed; then it"
                  + " is given back."));
    }
    if (state.loss().signum() > 0) {
      notices.add(
          Notice.warn(
              "A call used more than was held for it.",
              "The difference is the operator’s loss and was not charged; the model is stopped"
                  + " until the administrator has looked."));
    }
    return notices;
  }

  private List<AnalysisEvent> troubles(UUID analysisId) {
    return jdbc.sql(
            """
            select type, data from analysis_event
             where analysis_id = :analysis
               and (type in ('SourceStopped', 'CommunityClosed')
                    or type = 'CommunityCollected' and not (data ->> 'complete')::boolean)
             order by type desc, seq
            """)
        .param("analysis", analysisId)
        .query((row, number) -> EventJson.read(row.getString("type"), row.getString("data")))
        .list();
  }
}
