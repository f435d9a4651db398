package bench;

import hub.Hub;
import hub.TestDatabase;
import hub.imports.DumpImport;
import hub.imports.Imports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A hub as a process of its own, so that its memory is its own and it can be killed. Says what it
 * needs when idle, {@code ready <MB>}; takes in each file that it is named and says how that went:
 * {@code begun <import>}, {@code done <state> <ms> <posts> <comments> <stored> <broken> <peak MB>}.
 */
public final class ImportHub {
  public static final String READY = "ready";
  public static final String BEGUN = "begun";
  public static final String DONE = "done";

  private ImportHub() {}

  public static void main(String[] settings) throws IOException {
    ConfigurableApplicationContext hub = new SpringApplicationBuilder(Hub.class).run(settings);
    tell(READY + " " + idleMb());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String file = input.readLine(); file != null; file = input.readLine()) {
      tell(read(hub.getBean(Imports.class), Path.of(file)));
    }
    hub.close();
  }

  private static String read(Imports imports, Path file) throws IOException {
    UUID id;
    try (InputStream content = Files.newInputStream(file)) {
      id =
          imports.receive(
              TestDatabase.WORKSPACE,
              TestDatabase.USER,
              file.getFileName().toString(),
              imports.keeping("", ""),
              content);
    }
    long begin = System.nanoTime();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    tell(BEGUN + " " + id);
    Awaitility.await()
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> imports.find(TestDatabase.WORKSPACE, id).orElseThrow().isEnded());
    long ms = (System.nanoTime() - begin) / 1_000_000;
    DumpImport read = imports.find(TestDatabase.WORKSPACE, id).orElseThrow();
    long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return "%s %s %d %d %d %d %d %d"
        .formatted(
            DONE,
            read.state(),
            ms,
            read.posts(),
            read.comments(),
            read.stored(),
            read.broken(),
            peak >> 20);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long idleMb() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
