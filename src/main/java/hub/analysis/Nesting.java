package hub.analysis;

import hub.sources.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A thread's comments in reading order: each followed by what answers it, with its depth. */
final class Nesting {
  private Nesting() {}

  /**
   * Comments with their depth, 0 for those on the post.
   *
   * @param thread the post first; a comment whose parent is not stored counts as one on the post
   */
  static Map<Text, Integer> of(List<Text> thread) {
    Text post = thread.getFirst();
    Map<String, Text> byName = new HashMap<>();
    thread.forEach(text -> byName.put(text.text().name(), text));
    Map<String, List<Text>> answers = new HashMap<>();
    for (Text text : thread.subList(1, thread.size())) {
      String parent = Objects.requireNonNullElse(text.text().parent(), "");
      String under = byName.containsKey(parent) ? parent : post.text().name();
      answers.computeIfAbsent(under, name -> new ArrayList<>()).add(text);
    }
    Map<Text, Integer> nested = new LinkedHashMap<>();
    add(post.text().name(), 0, answers, nested);
    return nested;
  }

  private static void add(
      String under, int depth, Map<String, List<Text>> answers, Map<Text, Integer> nested) {
    for (Text text : answers.getOrDefault(under, List.of())) {
      nested.put(text, depth);
      add(text.text().name(), depth + 1, answers, nested);
    }
  }
}
