package hub.vectors;

import hub.Mode;
import hub.TestDatabase;
import hub.vectors.Change.Placed;
import hub.vectors.Nearest.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The local index's file for a benchmark: vectors in, ids out, without a database. */
public final class BenchedIndex implements AutoCloseable {
  private static final Space SPACE = new Space(TestDatabase.WORKSPACE, Mode.LIVE);
  private static final Instant WRITTEN = Instant.parse("2026-11-20T08:00:00Z");
  private static final int BATCH = 1_000;

  private final VectorFile file;
  private long position;

  private BenchedIndex(VectorFile file) {
    this.file = file;
    this.position = file.position();
  }

  public static BenchedIndex open(Path folder) throws IOException {
    return new BenchedIndex(VectorFile.open(folder, "bench"));
  }

  /**
   * Every hundredth text is in the community "rare", every fourth in "some", the others in "all".
   */
  public void put(List<Long> ids, List<float[]> vectors) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      long id = ids.get(i);
      Placed placed = new Placed(vectors.get(i), community(id), WRITTEN, 1);
      changes.add(new Change(0, id, SPACE, Kind.POST, placed));
      if (changes.size() == BATCH) {
        take(changes);
        changes.clear();
      }
    }
    take(changes);
  }

  public void remove(List<Long> ids) throws IOException {
    take(ids.stream().map(id -> new Change(0, id, SPACE, Kind.POST, null)).toList());
  }

  /** As the hub does now and then. */
  public void tidy() throws IOException {
    file.tidy();
  }

  private void take(List<Change> changes) throws IOException {
    file.apply(changes);
    file.keep(++position);
  }

  public static String community(long id) {
    return id % 100 == 0 ? "rare" : id % 4 == 1 ? "some" : "all";
  }

  /** The ids of the nearest, in this community alone unless it is empty. */
  public long[] nearest(float[] vector, int most, String community) throws IOException {
    Filter filter =
        community.isEmpty() ? Filter.NONE : new Filter(null, Set.of(community), null, null, null);
    return file.nearest(new Nearest("bench", SPACE, vector, most, filter)).stream()
        .mapToLong(Hit::textId)
        .toArray();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
