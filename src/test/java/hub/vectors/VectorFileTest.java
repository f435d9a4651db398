package hub.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.vectors.Change.Placed;
import hub.vectors.Nearest.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {
  private static final int DIMENSION = 32;
  private static final int K = 10;
  private static final Space OURS = new Space(TestDatabase.WORKSPACE, Mode.LIVE);
  private static final Instant NEW = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir private Path folder;
  private final Random random = new Random(5);
  private final Map<Long, float[]> live = new HashMap<>();
  private VectorFile file;

  @BeforeEach
  void open() throws IOException {
    file = VectorFile.open(folder, "here");
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  @DisplayName("V1 V2 a hundred rounds of change leave the recall, and each text finds itself")
  void staysExactThroughChange() throws IOException {
    long next = 0;
    for (int round = 0; round < 100; round++) {
      List<Change> changes = new ArrayList<>();
      live.keySet().stream()
          .limit(round % 10 == 9 ? 70 : 4)
          .toList()
          .forEach(id -> changes.add(gone(id)));
      for (int i = 0; i < 15; i++) {
        changes.add(put(next++));
      }
      file.apply(changes);
      file.keep(round + 1L);
    }

    assertThat(recall()).isGreaterThanOrEqualTo(0.99);
    for (Map.Entry<Long, float[]> each : live.entrySet()) {
      assertThat(nearest(each.getValue(), 1, Filter.NONE)).containsExactly(each.getKey());
    }
    assertThat(file.ids(OURS)).isEqualTo(live.keySet());
  }

  @Test
  @DisplayName("V3 a filter that few texts pass finds as many as match")
  void findsAllThatMatchAFilter() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (long id = 0; id < 3_000; id++) {
      changes.add(put(id, OURS, id % 100 == 0 ? "rare" : "common", NEW, (int) id));
    }
    file.apply(changes);
    file.keep(1);
    float[] asked = vector();

    assertThat(nearest(asked, 30, communities("rare"))).hasSize(30);
    assertThat(nearest(asked, K, communities("none"))).isEmpty();
    assertThat(nearest(asked, K, new Filter(null, Set.of("rare"), NEW, 2_500, null)))
        .containsExactlyInAnyOrder(2_500L, 2_600L, 2_700L, 2_800L, 2_900L);
    assertThat(nearest(asked, K, new Filter(null, Set.of(), NEW.plusSeconds(1), null, null)))
        .isEmpty();
    assertThat(nearest(asked, K, new Filter(Kind.POST, Set.of(), null, null, Set.of(7L, 9L))))
        .containsExactlyInAnyOrder(7L, 9L);
    assertThat(nearest(asked, K, new Filter(Kind.COMMENT, Set.of(), null, null, null))).isEmpty();
  }

  @Test
  void keepsSpacesApart() throws IOException {
    Space invented = new Space(OURS.workspaceId(), Mode.SANDBOX);
    Space others = new Space(UUID.randomUUID(), Mode.LIVE);
    file.apply(List.of(put(1), put(2, invented, "a", NEW, 0), put(3, others, "a", NEW, 0)));
    file.keep(1);

    assertThat(nearest(vector(), K, Filter.NONE)).containsExactly(1L);
    assertThat(file.ids(others)).containsExactly(3L);
  }

  @Test
  void goesOnWhereItWasKept() throws IOException {
    file.apply(List.of(put(1), put(2)));
    file.keep(7);
    file.close();

    file = VectorFile.open(folder, "here");

    assertThat(file.position()).isEqualTo(7);
    assertThat(file.ids(OURS)).containsExactlyInAnyOrder(1L, 2L);
    file.close();
    file = VectorFile.open(folder, "elsewhere");
    assertThat(file.position()).isZero();
  }

  private double recall() throws IOException {
    int found = 0;
    for (int i = 0; i < 50; i++) {
      float[] asked = vector();
      List<Long> exact =
          live.entrySet().stream()
              .sorted((a, b) -> Double.compare(dot(b.getValue(), asked), dot(a.getValue(), asked)))
              .limit(K)
              .map(Map.Entry::getKey)
              .toList();
      found += (int) nearest(asked, K, Filter.NONE).stream().filter(exact::contains).count();
    }
    return found / (50.0 * K);
  }

  private List<Long> nearest(float[] vector, int most, Filter filter) throws IOException {
    return file.nearest(new Nearest("m", OURS, vector, most, filter)).stream()
        .map(Hit::textId)
        .toList();
  }

  private static Filter communities(String name) {
    return new Filter(null, Set.of(name), null, null, null);
  }

  private Change put(long id) {
    return put(id, OURS, "freelance", NEW, 1);
  }

  private Change put(long id, Space space, String community, Instant at, int score) {
    float[] vector = vector();
    live.put(id, vector);
    return new Change(0, id, space, Kind.POST, new Placed(vector, community, at, score));
  }

  private Change gone(long id) {
    live.remove(id);
    return new Change(0, id, OURS, Kind.POST, null);
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Floats.unit(vector);
  }

  private static double dot(float[] one, float[] two) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }
}
