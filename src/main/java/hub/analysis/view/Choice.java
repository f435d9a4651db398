package hub.analysis.view;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * How a reader wants to see the ranking, as the page's address has it. What makes no sense is left
 * out, never an error.
 *
 * @param tier null for all
 * @param community without {@code r/}; empty for any
 * @param hidden opportunities with one of these are left out
 * @param marked by the reader's own marks
 * @param least the lowest score shown, 0 to 100
 */
public record Choice(
    Weights weights,
    @Nullable Tier tier,
    String community,
    Set<AntiPattern> hidden,
    Marked marked,
    int least,
    Sort sort) {

  /**
   * Reads {@code
   * w-authors=3&tier=strong&community=freelance&hide=regulated&marked=useful&least=60&sort=cost}.
   */
  public static Choice of(MultiValueMap<String, String> query) {
    Weights weights =
        new Weights(
            weight(query, Part.AUTHORS),
            weight(query, Part.THREADS),
            weight(query, Part.RECENT),
            weight(query, Part.GROWTH),
            weight(query, Part.PAIN),
            weight(query, Part.WOULD_PAY),
            weight(query, Part.DOABLE),
            weight(query, Part.ROOM));
    String community = query.getFirst("community");
    return new Choice(
        weights,
        tier(query.getFirst("tier")),
        community == null ? "" : community,
        hidden(query.get("hide")),
        Marked.of(query.getFirst("marked")),
        least(query.getFirst("least")),
        Sort.of(query.getFirst("sort")));
  }

  /** How many filters are on. */
  public int getFilters() {
    return (tier == null ? 0 : 1)
        + (community.isEmpty() ? 0 : 1)
        + (marked == Marked.ANY ? 0 : 1)
        + (least == 0 ? 0 : 1)
        + hidden.size();
  }

  /**
   * The choice as an address carries it, with its {@code ?}: what is as usual is left out, so that
   * a usual choice is empty.
   */
  public String getQuery() {
    UriComponentsBuilder query = UriComponentsBuilder.newInstance();
    if (!weights.equals(Weights.STANDARD)) {
      for (Part part : Part.values()) {
        query.queryParam("w-" + part.key(), weights.of(part));
      }
    }
    add(query, "tier", tier == null ? "" : tier.key());
    add(query, "community", UriUtils.encode(community, StandardCharsets.UTF_8));
    hidden.forEach(pattern -> add(query, "hide", pattern.key()));
    add(query, "marked", marked.key());
    add(query, "least", least == 0 ? "" : String.valueOf(least));
    add(query, "sort", sort.key());
    return query.build(true).toUriString();
  }

  private static void add(UriComponentsBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.queryParam(name, value);
    }
  }

  /** The same without filters: its weights and its order. */
  public Choice withoutFilters() {
    return new Choice(weights, null, "", Set.of(), Marked.ANY, 0, sort);
  }

  /** The same, showing by other marks. */
  public Choice showing(Marked other) {
    return new Choice(weights, tier, community, hidden, other, least, sort);
  }

  /** Whether the filters let it through. */
  boolean shows(Ranking.Row row) {
    return (tier == null || tier == row.score().tier())
        && (community.isEmpty() || row.opportunity().communities().contains(community))
        && row.opportunity().antiPatterns().stream().noneMatch(hidden::contains)
        && row.score().total() >= least
        && marked.shows(row.mark());
  }

  private static int weight(MultiValueMap<String, String> query, Part part) {
    String typed = query.getFirst("w-" + part.key());
    return typed != null && typed.matches("[0-4]")
        ? Integer.parseInt(typed)
        : Weights.STANDARD.of(part);
  }

  private static int least(@Nullable String typed) {
    return typed != null && typed.matches("\\d{1,3}") ? Math.min(100, Integer.parseInt(typed)) : 0;
  }

  private static @Nullable Tier tier(@Nullable String key) {
    for (Tier tier : Tier.values()) {
      if (tier.key().equals(key)) {
        return tier;
      }
    }
    return null;
  }

  private static Set<AntiPattern> hidden(@Nullable List<String> keys) {
    Set<AntiPattern> hidden = EnumSet.noneOf(AntiPattern.class);
    for (AntiPattern pattern : AntiPattern.values()) {
      if (keys != null && keys.contains(pattern.key())) {
        hidden.add(pattern);
      }
    }
    return hidden;
  }
}
