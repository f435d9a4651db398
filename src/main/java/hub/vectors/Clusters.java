package hub.vectors;

import hub.llm.LocalEmbeddings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Groups vectors by density with HDBSCAN: no number of groups is given, and what lies alone stays
 * alone.
 *
 * <p>In hundreds of dimensions all distances are alike and most short texts would lie alone. So
 * what all vectors share is taken away first, and each is drawn twice towards its nearest. Measured
 * in docs/decisions/vectors.md.
 */
final class Clusters {
  /** What HDBSCAN calls a vector that belongs to no group. */
  static final int ALONE = 0;

  /** The smallest group. */
  private static final int FEWEST = 3;

  /** How many neighbours make a place dense: more where there are many vectors. */
  private static final int MOST_NEIGHBOURS = 5;

  private static final int VECTORS_A_NEIGHBOUR = 20;

  /** How many nearest draw a vector to them, itself among them, and how often. */
  private static final int DRAWING = 4;

  private static final int ROUNDS = 2;

  private Clusters() {}

  /** A group's number for each vector, {@link #ALONE} for none. */
  static List<Integer> of(List<float[]> vectors) {
    if (vectors.size() < 2 * FEWEST) {
      return IntStream.range(0, vectors.size()).mapToObj(any -> ALONE).toList();
    }
    ClusteringFactory factory = new ClusteringFactory();
    MutableDataset<ClusterID> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("vectors", factory), factory);
    for (float[] vector : drawn(vectors)) {
      List<Feature> features = new ArrayList<>(vector.length);
      for (int i = 0; i < vector.length; i++) {
        features.add(new Feature("v%04d".formatted(i), vector[i]));
      }
      data.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, features));
    }
    return new HdbscanTrainer(
            FEWEST,
            DistanceType.L2.getDistance(),
            Math.clamp(vectors.size() / VECTORS_A_NEIGHBOUR, 2, MOST_NEIGHBOURS),
            1,
            NeighboursQueryFactoryType.BRUTE_FORCE)
        .train(data)
        .getClusterLabels();
  }

  private static List<float[]> drawn(List<float[]> vectors) {
    List<float[]> now = centred(vectors);
    for (int round = 0; round < ROUNDS; round++) {
      List<float[]> before = now;
      now = before.stream().map(each -> towardsNearest(each, before)).toList();
    }
    return now;
  }

  private static List<float[]> centred(List<float[]> vectors) {
    float[] middle = new float[vectors.getFirst().length];
    vectors.forEach(each -> add(middle, each, 1f / vectors.size()));
    return vectors.stream()
        .map(
            each -> {
              float[] moved = each.clone();
              add(moved, middle, -1);
              return unitOr(moved, each);
            })
        .toList();
  }

  private static float[] towardsNearest(float[] one, List<float[]> all) {
    double[] likeness = all.stream().mapToDouble(each -> LocalEmbeddings.dot(one, each)).toArray();
    float[] sum = new float[one.length];
    IntStream.range(0, likeness.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -likeness[i]))
        .limit(DRAWING)
        .forEach(i -> add(sum, all.get(i), (float) Math.max(0, likeness[i])));
    return unitOr(sum, one);
  }

  private static void add(float[] to, float[] what, float share) {
    for (int i = 0; i < to.length; i++) {
      to[i] += share * what[i];
    }
  }

  /** Equal vectors have no direction left once what they share is taken away. */
  private static float[] unitOr(float[] vector, float[] otherwise) {
    return LocalEmbeddings.dot(vector, vector) > 1e-9 ? Floats.unit(vector) : otherwise;
  }
}
