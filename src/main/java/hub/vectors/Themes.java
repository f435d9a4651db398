package hub.vectors;

import hub.llm.LocalEmbeddings;
import hub.llm.ModelAccess;
import hub.sources.TextsErased;
import hub.sources.Wordings;
import hub.vectors.ThemeRows.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Groups the opportunities and candidates of all analyses of a workspace into themes. */
@Service
public class Themes {
  private final ThemeRows rows;
  private final LocalEmbeddings embeddings;
  private final ModelAccess access;
  private final ThemeNames names;
  private final TransactionOperations transactions;

  Themes(
      ThemeRows rows,
      LocalEmbeddings embeddings,
      ModelAccess access,
      ThemeNames names,
      TransactionOperations transactions) {
    this.rows = rows;
    this.embeddings = embeddings;
    this.access = access;
    this.names = names;
    this.transactions = transactions;
  }

  /** Groups anew wherever opportunities came or went since the last run. */
  public void regroup() {
    for (Space space : rows.spaces()) {
      List<Problem> problems = rows.problems(space);
      boolean came = rows.run(space).map(last -> came(problems, last)).orElse(true);
      Set<UUID> standing =
          rows.members(space).values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      boolean gone =
          !problems.stream().map(Problem::id).collect(Collectors.toSet()).containsAll(standing);
      if (gone || came) {
        group(space, problems);
      }
    }
  }

  /** Where only the newest are grouped, as many are there as before when some came. */
  private static boolean came(List<Problem> problems, ThemeRows.Run last) {
    return problems.size() != last.opportunities()
        || (last.isOfNewest() && problems.getLast().foundAt().isAfter(last.at()));
  }

  /** Behind the opportunities, whose titles are clean by then. */
  @EventListener
  @Order(2)
  void erased(TextsErased erased) {
    Wordings gone = Wordings.of(erased.texts().stream().map(TextsErased.Gone::words).toList());
    names.forget(erased.ids());
    if (!gone.isEmpty()) {
      rows.titles(erased.ids()).stream()
          .filter(theme -> gone.standIn(theme.title()))
          .forEach(theme -> rows.callAsAMember(theme.id()));
    }
  }

  /** A workspace's themes, as its page shows them. */
  public ThemeView view(UUID workspaceId) {
    Space space = new Space(workspaceId, access.mode());
    return ThemeView.of(
        rows.themes(space),
        rows.members(space),
        rows.problems(space),
        rows.mentions(space),
        rows.run(space).orElse(null),
        embeddings);
  }

  private void group(Space space, List<Problem> problems) {
    List<float[]> vectors =
        problems.stream().map(each -> Floats.unit(embeddings.of(each.gist()))).toList();
    List<Integer> numbers = Clusters.of(vectors);
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != Clusters.ALONE) {
        groups.computeIfAbsent(numbers.get(i), none -> new ArrayList<>()).add(i);
      }
    }
    List<List<Integer>> members = List.copyOf(groups.values());
    List<String> titles = titles(space, problems, vectors, members);
    List<Set<UUID>> ids =
        members.stream()
            .map(each -> each.stream().map(i -> problems.get(i).id()).collect(Collectors.toSet()))
            .toList();
    int alone = (int) numbers.stream().filter(number -> number == Clusters.ALONE).count();
    transactions.executeWithoutResult(status -> write(space, ids, titles, problems.size(), alone));
  }

  /** By the model where there is one, and else, and until it answers, as the middle is called. */
  private List<String> titles(
      Space space, List<Problem> problems, List<float[]> vectors, List<List<Integer>> members) {
    return members.stream()
        .map(
            each ->
                names
                    .of(space, each.stream().map(problems::get).toList())
                    .orElseGet(() -> problems.get(middle(each, vectors)).title()))
        .toList();
  }

  private void write(
      Space space, List<Set<UUID>> groups, List<String> titles, int problems, int alone) {
    ThemeMatch match = ThemeMatch.of(rows.members(space), groups);
    Map<UUID, Set<UUID>> members = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      UUID id = match.ids().get(i);
      rows.put(space, id, titles.get(i), match.changes().getOrDefault(id, ThemeMatch.Change.NEW));
      members.put(id, groups.get(i));
    }
    match.changes().keySet().stream()
        .filter(id -> !match.ids().contains(id))
        .forEach(id -> rows.end(id, Optional.ofNullable(match.mergedInto().get(id))));
    rows.place(space, members);
    rows.ran(space, problems, alone);
  }

  /** The member most like all the others. */
  private static int middle(List<Integer> members, List<float[]> vectors) {
    return members.stream()
        .max(
            Comparator.comparing(
                one ->
                    members.stream()
                        .mapToDouble(
                            other -> LocalEmbeddings.dot(vectors.get(one), vectors.get(other)))
                        .sum()))
        .orElseThrow();
  }
}
