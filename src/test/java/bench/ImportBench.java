package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast a dump is imported, and in how much memory: {@code ops/bench import [megabytes]}, 1,000
 * unless said otherwise. The hub runs with a heap of what it needs idle and 256 MB.
 */
public final class ImportBench {
  private static final int MEGABYTE = 1_000_000;
  private static final int USUAL = 1_000;
  private static final int SEED = 11;
  private static final int GOAL_PER_SECOND = 20_000;
  private static final int GOAL_EXTRA_MB = 256;

  private final Figures figures = new Figures("import");
  private final Path folder;
  private final BenchDatabase database;

  private ImportBench(Path folder, BenchDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  public static void main(String[] arguments) throws Exception {
    long megabytes = arguments.length == 0 ? USUAL : Long.parseLong(arguments[0]);
    Path folder = Files.createTempDirectory("bench-import");
    Figures figures;
    try (BenchDatabase database = new BenchDatabase(folder)) {
      ImportBench bench = new ImportBench(folder, database);
      bench.run(megabytes * MEGABYTE);
      figures = bench.figures;
    }
    figures.end();
  }

  private void run(long bytes) throws IOException, InterruptedException {
    Path file = folder.resolve("dump.ndjson");
    Dump dump = Dump.write(file, bytes, SEED);
    long idle = idle();
    long limit = idle + GOAL_EXTRA_MB;
    figures.condition(
        "%d MB, %,d posts, %,d comments, %,d broken lines; heap at most %d MB, that of the idle hub and %d"
            .formatted(
                dump.bytes() / MEGABYTE,
                dump.posts(),
                dump.comments(),
                dump.brokenLines(),
                limit,
                GOAL_EXTRA_MB));
    try (ChildProcess hub = hub(limit)) {
      hub.next(ImportHub.READY);
      Cpu before = Cpu.now(hub.pid(), database.pid());
      hub.say(file.toString());
      String[] done = hub.next(ImportHub.DONE).split(" ");
      Cpu after = Cpu.now(hub.pid(), database.pid());
      report(dump, done, idle);
      figures.figure("hub_cpu_s", after.hub() - before.hub(), "s");
      figures.figure("database_cpu_s", after.database() - before.database(), "s");
    }
  }

  private void report(Dump dump, String[] done, long idle) {
    long ms = Long.parseLong(done[1]);
    long texts = Long.parseLong(done[2]) + Long.parseLong(done[3]);
    long perSecond = texts * 1_000 / Math.max(1, ms);
    long extra = Long.parseLong(done[6]) - idle;
    figures.figure("import_s", ms / 1_000.0, "s");
    figures.figure("posts_per_s", perSecond, "posts and comments/s", perSecond >= GOAL_PER_SECOND);
    figures.figure("mb_per_s", dump.bytes() / 1_000.0 / ms, "MB/s");
    figures.figure("idle_heap_mb", idle, "MB");
    figures.figure("extra_heap_mb", extra, "MB", extra <= GOAL_EXTRA_MB);
    figures.require(done[0].equals("FINISHED"), "the import is " + done[0]);
    figures.require(texts == dump.posts() + dump.comments(), "read " + texts + " texts");
    figures.require(stored() == texts, "stored " + stored() + " texts");
    figures.require(Long.parseLong(done[5]) == dump.brokenLines(), "broken lines " + done[5]);
  }

  /** CPU seconds so far: on a busy machine they tell more than the clock. */
  private record Cpu(double hub, double database) {
    static Cpu now(long hub, long database) {
      return new Cpu(
          seconds(ProcessHandle.of(hub).stream()),
          seconds(ProcessHandle.of(database).stream().flatMap(ProcessHandle::descendants)));
    }

    private static double seconds(Stream<ProcessHandle> processes) {
      return processes
          .flatMap(process -> process.info().totalCpuDuration().stream())
          .mapToDouble(cpu -> cpu.toMillis() / 1_000.0)
          .sum();
    }
  }

  private long stored() {
    return database.asOwner().sql("select count(*) from forum_text").query(Long.class).single();
  }

  private long idle() throws IOException, InterruptedException {
    try (ChildProcess hub = hub(1_024)) {
      long idle = Long.parseLong(hub.next(ImportHub.READY));
      hub.kill();
      return idle;
    }
  }

  private ChildProcess hub(long heapMb) throws IOException {
    return new ChildProcess(
        ImportHub.class,
        List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
        database.hubSettings(
            "--hub.imports.folder=" + folder.resolve("imports"),
            "--hub.imports.inbox=" + folder.resolve("inbox")));
  }
}
