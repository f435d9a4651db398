package hub.vectors;

import hub.TestDatabase;
import hub.sources.NewText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well the labelled posts are grouped, and found by questions in other words. */
final class ThemeFigures {
  private ThemeFigures() {}

  static List<float[]> vectors(List<ThemePosts> posts, MeaningModel model) {
    return posts.stream().map(post -> model.ofText(post.text())).toList();
  }

  /** Each that is alone as a group of its own. */
  static List<Integer> apart(List<Integer> groups) {
    return IntStream.range(0, groups.size())
        .mapToObj(i -> groups.get(i) == Clusters.ALONE ? -i - 1 : groups.get(i))
        .toList();
  }

  /** The adjusted Rand index of groups and themes. */
  static double rand(List<ThemePosts> posts, MeaningModel model) {
    return ThemeMeasures.adjustedRand(
        posts.stream().map(ThemePosts::theme).toList(), apart(Clusters.of(vectors(posts, model))));
  }

  /** nDCG@10 of the questions, one a theme, on a database of their own. */
  static double gain(List<ThemePosts> posts) throws IOException {
    Path folder = Files.createTempDirectory("themes");
    double sum = 0;
    try (TestDatabase database = TestDatabase.fresh();
        TestVectors hub = new TestVectors(database, folder, Clock.systemUTC())) {
      List<NewText> texts = new ArrayList<>();
      for (int i = 0; i < posts.size(); i++) {
        texts.add(TestVectors.post("p" + i, posts.get(i).text()));
      }
      List<Long> ids = hub.store(texts.toArray(NewText[]::new));
      Search search = hub.search();
      for (Map.Entry<String, String> question : ThemePosts.QUESTIONS.entrySet()) {
        List<String> found =
            search
                .find(TestDatabase.WORKSPACE, Wanted.words(question.getValue()))
                .results()
                .stream()
                .map(result -> posts.get(ids.indexOf(result.text().id())).theme())
                .toList();
        sum += gain(found, question.getKey()) / gain(Collections.nCopies(10, "t"), "t");
      }
    }
    return sum / ThemePosts.QUESTIONS.size();
  }

  private static double gain(List<String> found, String theme) {
    double gain = 0;
    for (int rank = 0; rank < Math.min(10, found.size()); rank++) {
      gain += found.get(rank).equals(theme) ? Math.log(2) / Math.log(rank + 2.0) : 0;
    }
    return gain;
  }
}
