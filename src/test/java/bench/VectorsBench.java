package bench;

import hub.vectors.BenchedIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;

/**
 * How well and how fast the local index finds, beside an exact scan: {@code ops/bench vectors
 * [count]}, 100,000 unless said otherwise, at 384 and 1,536 dimensions; then 100 rounds of deletes
 * and inserts.
 */
public final class VectorsBench {
  private static final int USUAL = 100_000;
  private static final int QUERIES = 1_000;
  private static final int K = 10;
  private static final int ROUNDS = 100;
  private static final int SELVES = 2_000;

  /** An exact scan reads all vectors, so a few tell how long it takes; the rest go side by side. */
  private static final int TIMED_SCANS = 100;

  private final Figures figures = new Figures("vectors");
  private final Path folder;
  private final int count;
  private final TreeMap<Long, float[]> live = new TreeMap<>();
  private final Random random = new Random(7);

  private VectorsBench(Path folder, int count) {
    this.folder = folder;
    this.count = count;
  }

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("bench-vectors");
    VectorsBench bench = new VectorsBench(folder, count);
    try {
      bench.run();
    } finally {
      delete(folder);
    }
    bench.figures.end();
  }

  private void run() throws IOException {
    figures.condition(
        "%,d vectors, %s; %,d queries, k = %d, one thread"
            .formatted(count, Embeddings.words(), QUERIES, K));
    figures.condition(
        "the JDK's Vector API is %s"
            .formatted(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "on" : "off"));
    measure(384, "");
    live.clear();
    measure(1_536, "_1536");
  }

  private void measure(int dimension, String suffix) throws IOException {
    Embeddings vectors = Embeddings.of(dimension, 3);
    LongStream.range(0, count).forEach(id -> live.put(id, vectors.next()));
    Path at = folder.resolve("v" + dimension);
    long began = System.nanoTime();
    try (BenchedIndex index = BenchedIndex.open(at)) {
      index.put(List.copyOf(live.keySet()), List.copyOf(live.values()));
      index.tidy();
    }
    figures.figure("build_s" + suffix, seconds(began), "s");
    figures.figure("disk_mb" + suffix, size(at) >> 20, "MB");
    long heap = heap();
    began = System.nanoTime();
    try (BenchedIndex index = BenchedIndex.open(at)) {
      index.nearest(live.firstEntry().getValue(), K, "");
      double open = seconds(began) * 1_000;
      figures.figure("open_ms" + suffix, open, "ms", !suffix.isEmpty() || open < 1_000);
      figures.figure("heap_mb" + suffix, Math.max(0, heap() - heap), "MB");
      search(index, vectors.next(QUERIES), suffix);
      churn(index, vectors, suffix);
    }
  }

  private void search(BenchedIndex index, List<float[]> queries, String suffix) throws IOException {
    Timed exact = exact(queries, id -> true);
    Timed found = nearest(index, queries, "");
    double recall = recall(exact.ids(), found.ids());
    boolean counts = suffix.isEmpty();
    figures.figure("recall_at_10" + suffix, recall, "", !counts || recall >= 0.99);
    found.print("search", suffix);
    figures.require(!counts || found.at(99) < 1, "search_p99_ms is " + found.at(99));
    exact.print("exact", suffix);
    for (String community : List.of("some", "rare")) {
      Timed wanted = exact(queries, id -> BenchedIndex.community(id).equals(community));
      Timed filtered = nearest(index, queries, community);
      figures.figure(
          "recall_filter_" + community + suffix, recall(wanted.ids(), filtered.ids()), "");
      filtered.print("filter_" + community, suffix);
    }
  }

  /** Deletes and inserts a hundredth of all, so often. */
  private void churn(BenchedIndex index, Embeddings vectors, String suffix) throws IOException {
    long next = count;
    // Four times as long vectors take four times as long to insert; a quarter of the rounds is as
    // telling.
    int rounds = suffix.isEmpty() ? ROUNDS : ROUNDS / 4;
    int each = Math.max(1, count / (suffix.isEmpty() ? 100 : 400));
    for (int round = 0; round < rounds; round++) {
      List<Long> ids = new ArrayList<>(live.keySet());
      List<Long> gone = random.ints(each, 0, ids.size()).distinct().mapToObj(ids::get).toList();
      index.remove(gone);
      gone.forEach(live::remove);
      List<Long> fresh = LongStream.range(next, next + gone.size()).boxed().toList();
      List<float[]> made = vectors.next(fresh.size());
      index.put(fresh, made);
      for (int i = 0; i < fresh.size(); i++) {
        live.put(fresh.get(i), made.get(i));
      }
      next += fresh.size();
    }
    index.tidy();
    List<float[]> queries = vectors.next(QUERIES);
    Timed found = nearest(index, queries, "");
    double recall = recall(exact(queries, id -> true).ids(), found.ids());
    figures.figure("recall_after_churn" + suffix, recall, "", !suffix.isEmpty() || recall >= 0.98);
    found.print("search_after_churn", suffix);
    figures.figure("finds_itself" + suffix, findsItself(index), "of 1");
  }

  private double findsItself(BenchedIndex index) throws IOException {
    List<Map.Entry<Long, float[]>> all = List.copyOf(live.entrySet());
    int found = 0;
    for (int i = 0; i < SELVES; i++) {
      Map.Entry<Long, float[]> one = all.get(random.nextInt(all.size()));
      long[] ids = index.nearest(one.getValue(), 1, "");
      found += ids.length == 1 && ids[0] == one.getKey() ? 1 : 0;
    }
    return found / (double) SELVES;
  }

  /** What each query found, and how long it took, in ms, sorted. */
  private record Timed(List<long[]> ids, double[] ms) {
    double at(int percent) {
      return ms[Math.min(ms.length - 1, ms.length * percent / 100)];
    }

    void print(String what, String suffix) {
      Figures plain = new Figures("");
      plain.figure(what + "_p50_ms" + suffix, at(50), "ms");
      plain.figure(what + "_p99_ms" + suffix, at(99), "ms");
      plain.figure(what + "_per_s" + suffix, 1_000 * ms.length / Arrays.stream(ms).sum(), "1/s");
    }
  }

  private static Timed nearest(BenchedIndex index, List<float[]> queries, String community)
      throws IOException {
    for (float[] warm : queries) {
      index.nearest(warm, K, community);
    }
    List<long[]> ids = new ArrayList<>();
    double[] ms = new double[queries.size()];
    for (int i = 0; i < ms.length; i++) {
      long began = System.nanoTime();
      ids.add(index.nearest(queries.get(i), K, community));
      ms[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(ms);
    return new Timed(ids, ms);
  }

  private Timed exact(List<float[]> queries, LongPredicate counts) {
    long[] ids = live.keySet().stream().mapToLong(Long::longValue).filter(counts).toArray();
    float[][] vectors = Arrays.stream(ids).mapToObj(live::get).toArray(float[][]::new);
    List<long[]> found = new ArrayList<>();
    double[] ms = new double[Math.min(TIMED_SCANS, queries.size())];
    for (int i = 0; i < ms.length; i++) {
      long began = System.nanoTime();
      found.add(nearest(queries.get(i), ids, vectors));
      ms[i] = (System.nanoTime() - began) / 1e6;
    }
    queries.subList(ms.length, queries.size()).parallelStream()
        .map(query -> nearest(query, ids, vectors))
        .forEachOrdered(found::add);
    Arrays.sort(ms);
    return new Timed(found, ms);
  }

  private static long[] nearest(float[] query, long[] ids, float[][] vectors) {
    float[] best = new float[K];
    long[] bestIds = new long[K];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < vectors.length; i++) {
      float likeness = VectorUtil.dotProduct(query, vectors[i]);
      int at = K;
      while (at > 0 && likeness > best[at - 1]) {
        at--;
      }
      if (at < K) {
        System.arraycopy(best, at, best, at + 1, K - at - 1);
        System.arraycopy(bestIds, at, bestIds, at + 1, K - at - 1);
        best[at] = likeness;
        bestIds[at] = ids[i];
      }
    }
    return bestIds;
  }

  private static double recall(List<long[]> exact, List<long[]> found) {
    long hits = 0;
    for (int i = 0; i < exact.size(); i++) {
      long[] wanted = exact.get(i);
      hits +=
          Arrays.stream(found.get(i))
              .filter(id -> Arrays.stream(wanted).anyMatch(w -> w == id))
              .count();
    }
    return hits / (double) (exact.size() * K);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
