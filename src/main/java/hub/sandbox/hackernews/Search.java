package hub.sandbox.hackernews;

import hub.sandbox.Catalogue;
import hub.sandbox.reddit.Post;
import hub.sandbox.reddit.Relevance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A search for stories, page by page: by relevance or by date, with all tags and all numeric
 * filters that were given. Like the forum's, it ends after 1,000 hits.
 */
final class Search {
  private static final int MOST_HITS = 1_000;
  private static final int USUAL_ON_A_PAGE = 20;
  private static final Pattern FILTER =
      Pattern.compile("(created_at_i|points|num_comments)(<=|>=|<|>|=)(\\d{1,12})");

  private final Catalogue catalogue;
  private final Stories stories;

  Search(Catalogue catalogue, Stories stories) {
    this.catalogue = catalogue;
    this.stories = stories;
  }

  /** The page that the query asks for. */
  ObjectNode answer(boolean byDate, Map<String, String> query) {
    String words = query.getOrDefault("query", "");
    List<Item> hits =
        stories.all().stream()
            .filter(story -> hasTags(story, query.getOrDefault("tags", "")))
            .filter(story -> passes(story, query.getOrDefault("numericFilters", "")))
            .filter(story -> words.isBlank() || relevance(words).matches(post(story)))
            .sorted(byDate ? newestFirst() : relevantFirst(words))
            .limit(MOST_HITS)
            .toList();
    return page(hits, words, query);
  }

  private Relevance relevance(String words) {
    return new Relevance(catalogue, words);
  }

  private Comparator<Item> relevantFirst(String words) {
    return Comparator.comparing(Search::post, relevance(words).order());
  }

  private static Comparator<Item> newestFirst() {
    return Comparator.comparingLong(Item::created).reversed();
  }

  private static Post post(Item story) {
    return Objects.requireNonNull(story.post(), "a story is made from a post");
  }

  /** Tags apart by commas must all be there; of those in brackets, one. */
  private static boolean hasTags(Item story, String wanted) {
    Set<String> tags = Set.copyOf(HackerNewsWire.tags(story));
    for (String each : wanted.split(",(?![^(]*\\))")) {
      List<String> either = List.of(each.replaceAll("[()]", "").split(","));
      if (!each.isBlank() && either.stream().noneMatch(tags::contains)) {
        return false;
      }
    }
    return true;
  }

  private static boolean passes(Item story, String filters) {
    Matcher filter = FILTER.matcher(filters);
    while (filter.find()) {
      long value =
          switch (filter.group(1)) {
            case "created_at_i" -> story.created();
            case "points" -> Objects.requireNonNullElse(story.points(), 0);
            default -> story.descendants();
          };
      if (!compares(value, filter.group(2), Long.parseLong(filter.group(3)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean compares(long value, String how, long with) {
    return switch (how) {
      case "<" -> value < with;
      case "<=" -> value <= with;
      case ">" -> value > with;
      case ">=" -> value >= with;
      default -> value == with;
    };
  }

  private static ObjectNode page(List<Item> hits, String words, Map<String, String> query) {
    int size = number(query, "hitsPerPage", USUAL_ON_A_PAGE);
    int page = number(query, "page", 0);
    Set<String> small =
        Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toSet());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode exhaustive = answer.putObject("exhaustive");
    exhaustive.put("nbHits", true).put("typo", true);
    answer.put("exhaustiveNbHits", true).put("exhaustiveTypo", true);
    ArrayNode shown = answer.putArray("hits");
    hits.stream()
        .skip((long) page * size)
        .limit(size)
        .forEach(hit -> shown.add(HackerNewsWire.hit(hit, small)));
    answer.put("hitsPerPage", size).put("nbHits", hits.size());
    answer.put("nbPages", size == 0 ? 0 : (hits.size() + size - 1) / size).put("page", page);
    answer.put("params", "advancedSyntax=true&analytics=true&analyticsTags=backend");
    answer.put("processingTimeMS", 3).put("query", words).put("serverTimeMS", 4);
    return answer;
  }

  private static int number(Map<String, String> query, String name, int usual) {
    String given = query.getOrDefault(name, "");
    return given.matches("\\d{1,6}") ? Math.min(MOST_HITS, Integer.parseInt(given)) : usual;
  }
}
