package hub.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import hub.llm.TestEmbeddings;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThemesTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private final MeaningModel model = new MeaningModel(TestEmbeddings.inJar());

  @Test
  void groupsPostsByWhatTheyAreAbout() throws IOException {
    List<ThemePosts> posts = ThemePosts.read();
    List<Integer> groups = Clusters.of(ThemeFigures.vectors(posts, model));

    double rand =
        ThemeMeasures.adjustedRand(
            posts.stream().map(ThemePosts::theme).toList(), ThemeFigures.apart(groups));
    double purity = ThemeMeasures.purity(posts.stream().map(ThemePosts::theme).toList(), groups);
    System.out.printf(
        "%d posts in 12 themes: adjusted Rand index %.3f, purity %.3f, alone %.3f%n",
        posts.size(), rand, purity, ThemeMeasures.alone(groups));

    assertThat(rand).isGreaterThan(0.6);
    assertThat(purity).isGreaterThan(0.8);
    assertThat(ThemeMeasures.alone(groups)).isLessThan(0.25);
  }

  @Test
  @DisplayName("V4 themes keep their ids when a tenth of the posts is new")
  void keepsIdsWhenPostsAreAdded() throws IOException {
    List<ThemePosts> all = ThemePosts.read();
    List<Integer> old = IntStream.range(0, all.size()).filter(i -> i % 10 != 3).boxed().toList();
    List<float[]> vectors = ThemeFigures.vectors(all, model);
    List<Integer> first = Clusters.of(old.stream().map(vectors::get).toList());
    List<Integer> then = Clusters.of(vectors);
    Map<UUID, Set<UUID>> before = themes(old, first);
    Map<UUID, Set<UUID>> after = themes(IntStream.range(0, all.size()).boxed().toList(), then);

    ThemeMatch match = ThemeMatch.of(before, List.copyOf(after.values()));

    List<Integer> same = old.stream().map(then::get).toList();
    double rand = ThemeMeasures.adjustedRand(ThemeFigures.apart(first), ThemeFigures.apart(same));
    Set<UUID> kept = new HashSet<>(match.ids());
    kept.retainAll(before.keySet());
    System.out.printf(
        "a tenth new: adjusted Rand index between both runs %.3f, %d of %d themes kept their id%n",
        rand, kept.size(), before.size());
    assertThat(rand).isGreaterThan(0.7);
    assertThat(kept.size()).isGreaterThanOrEqualTo(before.size() * 8 / 10);
  }

  @Test
  void namesWhatHappenedToThemes() {
    List<UUID> m = IntStream.range(10, 30).mapToObj(i -> new UUID(0, i)).toList();

    ThemeMatch split =
        ThemeMatch.of(
            Map.of(A, Set.copyOf(m.subList(0, 8))),
            List.of(Set.copyOf(m.subList(5, 8)), Set.copyOf(m.subList(0, 5)), Set.of(m.get(9))));

    assertThat(split.ids().get(1)).isEqualTo(A);
    assertThat(split.changes().values())
        .containsExactly(ThemeMatch.Change.SPLIT, ThemeMatch.Change.KEPT, ThemeMatch.Change.NEW);
    ThemeMatch merged =
        ThemeMatch.of(
            Map.of(A, Set.copyOf(m.subList(0, 5)), B, Set.copyOf(m.subList(5, 8))),
            List.of(Set.copyOf(m.subList(0, 8))));
    assertThat(merged.ids()).containsExactly(A);
    assertThat(merged.mergedInto()).containsExactly(Map.entry(B, A));
    ThemeMatch gone = ThemeMatch.of(Map.of(A, Set.copyOf(m)), List.of());
    assertThat(gone.changes()).containsExactly(Map.entry(A, ThemeMatch.Change.GONE));
  }

  @Test
  void groupsVectorsThatAreAllEqualOrFew() {
    float[] one = model.ofText("the same");

    assertThat(Clusters.of(List.of())).isEmpty();
    assertThat(Clusters.of(List.of(one, one))).containsOnly(Clusters.ALONE);
    assertThat(Clusters.of(java.util.Collections.nCopies(12, one))).hasSize(12);
  }

  @Test
  void findsThePostsOfAThemeByAQuestionInOtherWords() throws IOException {
    double gain = ThemeFigures.gain(ThemePosts.read());
    System.out.printf("12 questions: nDCG@10 %.3f%n", gain);

    assertThat(gain).isGreaterThan(0.85);
  }

  private static Map<UUID, Set<UUID>> themes(List<Integer> posts, List<Integer> groups) {
    Map<UUID, Set<UUID>> themes = new java.util.TreeMap<>();
    for (int i = 0; i < posts.size(); i++) {
      if (groups.get(i) != Clusters.ALONE) {
        themes
            .computeIfAbsent(new UUID(7, groups.get(i)), none -> new LinkedHashSet<>())
            .add(new UUID(0, posts.get(i)));
      }
    }
    return themes;
  }
}
