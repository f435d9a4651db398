package hub.analysis;

import hub.jobs.Lane;
import hub.jobs.QueueOutlook;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How an analysis stands in the line, in words. */
@Component
class LineWords {
  /** What begins sooner is not worth a word. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final QueueOutlook outlook;

  LineWords(QueueOutlook outlook) {
    this.outlook = outlook;
  }

  /** {@code 14 jobs ahead, begins in 20 s to 2 min 5 s}; empty if it runs or begins soon. */
  String place(Analysis analysis) {
    return outlook
        .place(analysis.workspaceId(), analysis.id())
        .filter(place -> place.ahead() > 0 && isWorthAWord(place.begins()))
        .map(
            place ->
                String.format(
                    Locale.ROOT,
                    place.ahead() == 1 ? "%,d job ahead, begins %s" : "%,d jobs ahead, begins %s",
                    place.ahead(),
                    within(place.begins())))
        .orElse("");
  }

  /** What somebody should know before a start; empty if it would begin soon. */
  String beforeAStart(UUID workspaceId) {
    QueueOutlook.Range wait = outlook.wait(workspaceId, Lane.INTERACTIVE);
    return isWorthAWord(wait)
        ? "Others are in line: it begins %s. Nothing is charged while it waits."
            .formatted(within(wait))
        : "";
  }

  private static boolean isWorthAWord(QueueOutlook.Range range) {
    return range.most().compareTo(SOON) > 0;
  }

  private static String within(QueueOutlook.Range range) {
    return range.least().compareTo(SOON) < 0
        ? "within " + Spans.words(range.most())
        : "in %s to %s".formatted(Spans.words(range.least()), Spans.words(range.most()));
  }
}
