package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.LogLine;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Wish;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WholeAnalysisTest {
  private static final TestHub HUB = TestHub.start(Map.of());
  private final AnalysisCommands commands = HUB.bean(AnalysisCommands.class);
  private final AnalysisReader reader = HUB.bean(AnalysisReader.class);

  @AfterAll
  static void stop() {
    HUB.close();
  }

  private static Wish wish(String budget) {
    return new Wish(
        "translator-invoices",
        "Invoicing for freelance translators",
        List.of("TranslationStudies", "freelance", "translator"),
        12,
        new BigDecimal(budget),
        List.of());
  }

  private ResultsView finished(UUID id, AnalysisState state) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> reader.live(TestDatabase.WORKSPACE, id).orElseThrow().state().ended());
    ResultsView results = reader.results(TestDatabase.WORKSPACE, id).orElseThrow();
    assertThat(results.state()).isEqualTo(state);
    return results;
  }

  @Test
  void findsRankedOpportunitiesInTheSandbox() {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish("5.00"));
    ResultsView results = finished(id, AnalysisState.DONE);
    assertThat(results.opportunities()).hasSizeGreaterThan(3);
    List<LogLine> log = reader.log(TestDatabase.WORKSPACE, id, 0, 10_000);
    assertThat(log).extracting(LogLine::position).doesNotHaveDuplicates();
  }

  @Test
  void endsAtItsBudgetWithARankedPartialReport() {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish("0.50"));
    ResultsView results = finished(id, AnalysisState.PARTIAL);

    assertThat(results.opportunities()).isNotEmpty();
  }
}
