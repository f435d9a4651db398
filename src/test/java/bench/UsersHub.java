package bench;

import hub.Hub;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.web.CurrentUser;
import hub.web.LogInLinks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A hub that many people use. It is told, line by line, {@code user <id>}, answered by {@code link
 * <address>}; {@code start <topic>}, answered by {@code started <analysis>}; and {@code heap},
 * answered by {@code heap <MB>} after a collection. Ends with its input.
 */
final class UsersHub {
  static final String READY = "ready";
  static final String LINK = "link ";
  static final String STARTED = "started ";
  static final String HEAP = "heap ";

  private UsersHub() {}

  public static void main(String[] settings) throws IOException {
    ConfigurableApplicationContext hub = new SpringApplicationBuilder(Hub.class).run(settings);
    tell(READY);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "user" -> tell(LINK + link(hub, UUID.fromString(words[1])));
        case "start" -> tell(STARTED + start(hub.getBean(AnalysisCommands.class), words[1]));
        case "heap" -> tell(HEAP + heapMb());
        default -> throw new IllegalArgumentException(line);
      }
    }
    hub.close();
  }

  private static String link(ConfigurableApplicationContext hub, UUID id) {
    CurrentUser user =
        new CurrentUser(
            id, TestDatabase.WORKSPACE, "Bench", "b@example.org", CurrentUser.Role.ANALYST, false);
    return "http://127.0.0.1:"
        + hub.getEnvironment().getProperty("local.server.port")
        + hub.getBean(LogInLinks.class).pathFor(user);
  }

  private static UUID start(AnalysisCommands commands, String topic) {
    return commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, TestHub.wish(topic, "20.00"));
  }

  private static long heapMb() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
