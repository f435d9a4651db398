package hub.vectors;

import hub.analysis.view.MarkedText;
import hub.sources.Text;
import hub.sources.Texts;
import hub.vectors.Found.Result;
import hub.vectors.WordIndex.Fitting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Joins what was found by meaning and by words into what is shown. By reciprocal rank: each list
 * gives a text 1 / (60 + its rank), so what both find comes first, and neither list's scores need
 * to be comparable with the other's. Texts whose words are gone or overdue are not shown.
 */
@Component
class Shown {
  private static final int RANK_SHIFT = 60;

  /** To hold some of the words says less than to hold all, or to mean the same. */
  private static final double SOME_WORDS = 0.02;

  private final Texts texts;
  private final Passages passages;
  private final Places places;
  private final WordIndex words;

  Shown(Texts texts, Passages passages, Places places, WordIndex words) {
    this.texts = texts;
    this.passages = passages;
    this.places = places;
    this.words = words;
  }

  List<Result> of(UUID workspaceId, Wanted wanted, List<Hit> near, Fitting fitting) {
    Map<Long, Double> likeness =
        near.stream().collect(Collectors.toMap(Hit::textId, Hit::likeness));
    List<Text> shown =
        texts.byIds(workspaceId, joined(near, fitting)).stream()
            .filter(text -> !text.erased() && !Long.valueOf(text.id()).equals(wanted.like()))
            .limit(wanted.most())
            .toList();
    List<Long> ids = shown.stream().map(Text::id).toList();
    Map<Long, MarkedText> passage = passages.of(ids, words.anyOf(wanted.words()));
    Map<Long, Places.Place> place =
        places.of(workspaceId, ids).stream()
            .collect(Collectors.toMap(Places.Place::textId, Function.identity()));
    List<Result> results = new ArrayList<>();
    for (Text text : shown) {
      MarkedText words = passage.get(text.id());
      Places.Place at = place.get(text.id());
      if (words != null && at != null) {
        results.add(
            new Result(
                text,
                words,
                fitting.all().contains(text.id()) || fitting.any().contains(text.id()),
                likeness.get(text.id()),
                at.analysis(),
                at.postId()));
      }
    }
    return results;
  }

  /** All lists as one, best first. */
  private static List<Long> joined(List<Hit> near, Fitting fitting) {
    Map<Long, Double> points = new HashMap<>();
    give(points, near.stream().map(Hit::textId).toList(), 1);
    give(points, fitting.all(), 1);
    give(points, fitting.any(), SOME_WORDS);
    List<Long> best = new ArrayList<>(points.keySet());
    best.sort(
        Comparator.comparing((Long id) -> points.getOrDefault(id, 0.0))
            .reversed()
            .thenComparing(id -> -id));
    return best;
  }

  private static void give(Map<Long, Double> points, List<Long> list, double weight) {
    for (int rank = 0; rank < list.size(); rank++) {
      points.merge(list.get(rank), weight / (RANK_SHIFT + rank + 1), Double::sum);
    }
  }
}
