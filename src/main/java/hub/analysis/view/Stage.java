package hub.analysis.view;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The four stages and what follows them, with the names the pages use. */
public enum Stage {
  CLASSIFY("classify", "Sort posts"),
  FEASIBILITY("feasibility", "Judge feasibility"),
  ANTIPATTERNS("antipatterns", "Look for anti-patterns"),
  COMMENTS("comments", "Read comments"),
  RANK("rank", "Merge and rank"),
  /** Only where a model makes the vectors that is paid for. */
  EMBED("embed", "Make findable");

  private final String key;
  private final String title;

  Stage(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As costs are summed by it; merging counts as {@code rank}. */
  public String key() {
    return key;
  }

  /** As a reader sees it. */
  public String title() {
    return title;
  }

  /** 1 to 4; 0 for what follows the stages. */
  public int number() {
    return compareTo(RANK) < 0 ? ordinal() + 1 : 0;
  }

  /** The stages that a table of these charges shows: what is not paid for is left out. */
  public static List<Stage> shown(Map<Stage, ?> charges) {
    return Arrays.stream(values())
        .filter(stage -> stage != EMBED || charges.containsKey(EMBED))
        .toList();
  }
}
