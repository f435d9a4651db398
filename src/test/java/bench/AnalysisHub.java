package bench;

import com.sun.management.OperatingSystemMXBean;
import hub.Hub;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.web.Accounts;
import hub.web.LogInLinks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub as a process of its own, so that its CPU time and memory are its own. Says at which address
 * an administrator logs in, {@code ready <address>}; reads lines of {@code workspace user}, does
 * the same analysis for each and tells what it took: {@code done <analysis> <wall ms> <cpu ms>
 * <peak MB>}. Ends with its input.
 */
final class AnalysisHub {
  static final String READY = "ready";
  static final String DONE = "done";

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private AnalysisHub() {}

  public static void main(String[] settings) throws IOException {
    ConfigurableApplicationContext hub = new SpringApplicationBuilder(Hub.class).run(settings);
    tell(READY + " " + logInAddress(hub));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] ids = line.split(" ");
      tell(analyse(hub, UUID.fromString(ids[0]), UUID.fromString(ids[1])));
    }
    hub.close();
  }

  private static String logInAddress(ConfigurableApplicationContext hub) {
    return "http://127.0.0.1:"
        + hub.getEnvironment().getProperty("local.server.port")
        + hub.getBean(LogInLinks.class)
            .pathFor(hub.getBean(Accounts.class).firstAdministrator().orElseThrow());
  }

  private static String analyse(ConfigurableApplicationContext hub, UUID workspace, UUID user)
      throws IOException {
    AnalysisReader reader = hub.getBean(AnalysisReader.class);
    JdbcClient jdbc = hub.getBean(JdbcClient.class);
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    UUID id =
        hub.getBean(AnalysisCommands.class)
            .start(workspace, user, TestHub.wish("Invoicing for freelance translators", "100.00"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(15))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !jdbc.sql("select state from analysis where id = :id")
                    .param("id", id)
                    .query(String.class)
                    .single()
                    .equals("running"));
    long wallMs = (System.nanoTime() - start) / 1_000_000;
    long cpuMs = (SYSTEM.getProcessCpuTime() - cpu) / 1_000_000;
    return "%s %s %d %d %d %s"
        .formatted(
            DONE, id, wallMs, cpuMs, peakMb(), reader.live(workspace, id).orElseThrow().state());
  }

  private static long peakMb() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
