package crash;

import hub.Hub;
import hub.TestDatabase;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.Wish;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One hub of several on a database. Each line it is told starts an analysis of that topic. */
public final class CrowdHub {
  static final String READY = "ready";
  static final String STARTED = "started ";

  private CrowdHub() {}

  public static void main(String[] settings) throws IOException {
    ConfigurableApplicationContext hub = new SpringApplicationBuilder(Hub.class).run(settings);
    tell(READY);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String topic = input.readLine(); topic != null; topic = input.readLine()) {
      tell(STARTED + start(hub.getBean(AnalysisCommands.class), topic));
    }
    hub.close();
  }

  private static java.util.UUID start(AnalysisCommands commands, String topic) {
    return commands.start(
        TestDatabase.WORKSPACE,
        TestDatabase.USER,
        new Wish(
            "translator-invoices",
            topic,
            List.of("TranslationStudies", "freelance"),
            12,
            new BigDecimal("20.00"),
            List.of()));
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
