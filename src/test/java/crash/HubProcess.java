package crash;

import crash.KillPoint.Point;
import hub.Hub;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Opportunity;
import hub.analysis.view.ResultsView;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.spi.InterceptStrategy;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A hub as a process of its own: starts an analysis or goes on with one, and says when it has ended
 * and what it found. The first argument is the analysis to go on with, or {@code start}; the second
 * a kill point and stage like {@code REQUEST_SENT:classify}, or {@code none}; the rest are the
 * hub's settings.
 */
public final class HubProcess {
  static final String START = "start";
  static final String NO_KILL = "none";
  static final String ANALYSIS = "analysis ";
  static final String FOUND = "found ";
  static final String ENDED = "ended";

  private HubProcess() {}

  public static void main(String[] arguments) {
    String[] settings = Arrays.copyOfRange(arguments, 2, arguments.length);
    ConfigurableApplicationContext hub =
        new SpringApplicationBuilder(Hub.class)
            .initializers(
                context -> {
                  if (!arguments[1].equals(NO_KILL)) {
                    String[] kill = arguments[1].split(":", 2);
                    ((GenericApplicationContext) context)
                        .registerBean(
                            "kill-point",
                            InterceptStrategy.class,
                            () -> new KillPoint(Point.valueOf(kill[0]), kill[1]));
                  }
                })
            .run(settings);
    UUID id = arguments[0].equals(START) ? start(hub) : UUID.fromString(arguments[0]);
    System.out.println(ANALYSIS + id);
    System.out.flush();
    AnalysisReader reader = hub.getBean(AnalysisReader.class);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> reader.live(TestDatabase.WORKSPACE, id).orElseThrow().state().ended());
    tell(reader.results(TestDatabase.WORKSPACE, id).orElseThrow(), reader);
    System.out.println(ENDED);
    System.out.flush();
    hub.close();
  }

  /** Each opportunity and candidate: id, rank, authors. */
  private static void tell(ResultsView results, AnalysisReader reader) {
    Stream.concat(
            results.opportunities().stream().map(Opportunity::id),
            results.candidates().stream().map(ResultsView.Candidate::id))
        .map(one -> reader.opportunity(TestDatabase.WORKSPACE, results.id(), one).orElseThrow())
        .forEach(
            one ->
                System.out.printf(
                    FOUND + "%s %d %d%n",
                    one.opportunity().id(),
                    one.rank(),
                    one.opportunity().facts().authors()));
  }

  private static UUID start(ConfigurableApplicationContext hub) {
    return hub.getBean(AnalysisCommands.class)
        .start(
            TestDatabase.WORKSPACE,
            TestDatabase.USER,
            TestHub.wish("Invoicing for freelance translators", "20.00"));
  }
}
