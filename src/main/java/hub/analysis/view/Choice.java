package hub.analysis.view;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * How a reader wants to see the ranking, as the page's address has it. What makes no sense is left
 * out, never an error.
 *
 * @param tier null for all
 * @param community without {@code r/}; empty for any
 * @param hidden opportunities with one of these are left out
 */
public record Choice(
    Weights weights, @Nullable Tier tier, String community, Set<AntiPattern> hidden) {

  /** Reads {@code w-authors=3&tier=strong&community=freelance&hide=regulated}. */
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
        hidden(query.get("hide")));
  }

  /** How many filters are on. */
  public int getFilters() {
    return (tier == null ? 0 : 1) + (community.isEmpty() ? 0 : 1) + hidden.size();
  }

  /**
   * The weights as they go on to another page's address, with their {@code ?}; empty when they are
   * the standard ones.
   */
  public String getWeightsQuery() {
    if (weights.equals(Weights.STANDARD)) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (Part part : Part.values()) {
      pairs.add("w-" + part.key() + "=" + weights.of(part));
    }
    return "?" + String.join("&", pairs);
  }

  /** Whether the filters let it through. */
  boolean shows(Opportunity opportunity, Tier itsTier) {
    return (tier == null || tier == itsTier)
        && (community.isEmpty() || opportunity.communities().contains(community))
        && opportunity.antiPatterns().stream().noneMatch(hidden::contains);
  }

  private static int weight(MultiValueMap<String, String> query, Part part) {
    String typed = query.getFirst("w-" + part.key());
    return typed != null && typed.matches("[0-4]")
        ? Integer.parseInt(typed)
        : Weights.STANDARD.of(part);
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
