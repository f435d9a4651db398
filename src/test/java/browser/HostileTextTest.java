package browser;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.analysis.view.LogLine.Piece;
import hub.analysis.view.MarkedText;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Quote;
import hub.analysis.view.ThreadView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S10 Texts of forums and models are inert on every page")
class HostileTextTest {
  private static final String HOSTILE =
      "<img src=x onerror=alert(1)>\"'><b hx-get=/evil>![m](javascript:alert(1)) __${7*7}__"
          + " [[${7*7}]] ${7*7} *{7*7}";

  private static RunningPages pages;

  @BeforeAll
  static void start() {
    pages = new RunningPages();
    LiveView live = Samples.live();
    pages
        .fixture()
        .add(
            Samples.LIVE,
            new LiveView(
                live.id(),
                1,
                HOSTILE,
                live.mode(),
                live.state(),
                HOSTILE,
                live.startedAt(),
                HOSTILE,
                live.money(),
                live.stages(),
                HOSTILE,
                List.of(new LiveView.Found(Samples.id(1), HOSTILE, HOSTILE, 3, live.startedAt())),
                HOSTILE,
                Samples.notices(Samples.STOPPED),
                live.ends()),
            List.of(
                new LogLine(
                    1,
                    live.startedAt(),
                    List.of(
                        Piece.plain(HOSTILE),
                        Piece.strong(HOSTILE),
                        Piece.opportunity(Samples.id(1), HOSTILE)),
                    null)));
    pages.fixture().opportunity = opportunity();
    pages.fixture().thread = thread();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  private static OpportunityView opportunity() {
    OpportunityView seen = EvidenceSamples.opportunity(Samples.DONE, Samples.id(101));
    var quote =
        new Quote(
            1,
            2,
            true,
            EvidenceSamples.marked(HOSTILE, 1, "onerror=alert(1)>"),
            HOSTILE,
            HOSTILE,
            Samples.at("14:00:00"),
            new Quote.Place(2, 0, HOSTILE.length()));
    return new OpportunityView(
        seen.analysisId(),
        HOSTILE,
        seen.mode(),
        seen.opportunity(),
        false,
        1,
        8,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        List.of(quote),
        HOSTILE,
        Map.of(),
        seen.findings(),
        List.of(new OpportunityView.Product(HOSTILE, 1, HOSTILE)),
        seen.months(),
        3,
        seen.expiresAt(),
        0,
        HOSTILE,
        HOSTILE);
  }

  private static ThreadView thread() {
    ThreadView seen = EvidenceSamples.thread(Samples.DONE);
    var entry =
        new ThreadView.Entry(
            1,
            0,
            EvidenceSamples.marked(HOSTILE, 1, "onerror=alert(1)>"),
            HOSTILE,
            Samples.at("14:00:00"),
            false,
            "");
    return new ThreadView(
        seen.analysisId(),
        HOSTILE,
        seen.mode(),
        seen.postId(),
        MarkedText.plain(HOSTILE),
        HOSTILE,
        entry,
        List.of(
            entry,
            new ThreadView.Entry(2, 1, null, null, Samples.at("14:00:00"), false, HOSTILE),
            new ThreadView.Entry(
                3, 2, MarkedText.plain(HOSTILE), null, Samples.at("14:00:00"), true, "")),
        0,
        List.of(new ThreadView.Place(1, HOSTILE, HOSTILE, Samples.id(101), HOSTILE)),
        seen.confirmedAt(),
        null,
        HOSTILE,
        "javascript:alert(1)");
  }

  @Test
  void onTheLivePage() throws Exception {
    isInert(pages.get("/analyses/" + Samples.LIVE));
    isInert(pages.get("/analyses/" + Samples.LIVE + "/log"));
    isInert(pages.get("/analyses/" + Samples.LIVE + "/lines?after=0"));
  }

  @Test
  void onAnOpportunityAndAThread() throws Exception {
    isInert(pages.get("/analyses/" + Samples.DONE + "/opportunities/" + Samples.id(101)));
    isInert(pages.get("/analyses/" + Samples.DONE + "/threads/" + EvidenceSamples.THREAD));
  }

  private static void isInert(String page) {
    assertThat(page)
        .contains("&lt;img src=x")
        .doesNotContain("<img", "<b hx-get", "href=\"javascript:", "'><b", " 49 ");
    assertThat(page).contains("__${7*7}__", "[[${7*7}]]");
  }
}
