package hub.vectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which theme of the last run each group of this run is. A group and a theme belong together by how
 * many members they share, most first; so ids stay although groups come in another order each time.
 *
 * @param ids a theme's id for each group, in the groups' order
 * @param changes what happened to each theme, old ones that are no more included
 * @param mergedInto where the members of merged themes went
 */
record ThemeMatch(List<UUID> ids, Map<UUID, Change> changes, Map<UUID, UUID> mergedInto) {

  /** What a run did to a theme. */
  enum Change {
    /** Its members stood in no theme before. */
    NEW,
    KEPT,
    /** It was a part of a theme that goes on beside it. */
    SPLIT,
    /** Most of its members went into another. */
    MERGED,
    /** Its members stand alone now. */
    GONE
  }

  private record Shared(int group, UUID theme, long members) {}

  static ThemeMatch of(Map<UUID, Set<UUID>> before, List<Set<UUID>> groups) {
    Map<Integer, UUID> taken = new HashMap<>();
    Set<UUID> used = new HashSet<>();
    List<Shared> shared = shared(before, groups);
    for (Shared each : shared) {
      if (!taken.containsKey(each.group()) && used.add(each.theme())) {
        taken.put(each.group(), each.theme());
      }
    }
    List<UUID> ids = new ArrayList<>();
    Map<UUID, Change> changes = new LinkedHashMap<>();
    for (int group = 0; group < groups.size(); group++) {
      int at = group;
      UUID id = taken.getOrDefault(group, UUID.randomUUID());
      boolean known = shared.stream().anyMatch(each -> each.group() == at);
      ids.add(id);
      changes.put(id, taken.containsKey(group) ? Change.KEPT : known ? Change.SPLIT : Change.NEW);
    }
    Map<UUID, UUID> mergedInto = new HashMap<>();
    before.keySet().stream()
        .filter(theme -> !used.contains(theme))
        .forEach(
            theme -> {
              shared.stream()
                  .filter(each -> each.theme().equals(theme))
                  .findFirst()
                  .ifPresent(each -> mergedInto.put(theme, ids.get(each.group())));
              changes.put(theme, mergedInto.containsKey(theme) ? Change.MERGED : Change.GONE);
            });
    return new ThemeMatch(ids, changes, mergedInto);
  }

  /** Every group and theme that share members, most first. */
  private static List<Shared> shared(Map<UUID, Set<UUID>> before, List<Set<UUID>> groups) {
    List<Shared> shared = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      Set<UUID> members = groups.get(group);
      for (Map.Entry<UUID, Set<UUID>> theme : before.entrySet()) {
        long both = theme.getValue().stream().filter(members::contains).count();
        if (both > 0) {
          shared.add(new Shared(group, theme.getKey(), both));
        }
      }
    }
    shared.sort(
        Comparator.comparing(Shared::members)
            .reversed()
            .thenComparing(Shared::theme)
            .thenComparing(Shared::group));
    return shared;
  }
}
