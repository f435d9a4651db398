package hub.analysis;

import hub.CommunityName;
import hub.analysis.view.Refused;
import hub.analysis.view.Wish;
import hub.sources.Forums;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Checks what a reader wants; what is wrong is refused with the field's name and what would work.
 */
@Component
final class Wishes {
  private static final int MOST_COMMUNITIES = 20;
  private static final int LONGEST_MONTHS = 120;
  private static final BigDecimal LEAST_BUDGET = new BigDecimal("0.05");
  private static final BigDecimal MOST_BUDGET = new BigDecimal("10000");

  /** Reddit's own rule for names, and {@code u_} profiles. */
  private static final Pattern COMMUNITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_]{1,23}");

  private final Forums forums;

  Wishes(Forums forums) {
    this.forums = forums;
  }

  /**
   * The wish in its plain form.
   *
   * @throws Refused if it can't be met
   */
  Wish checked(Wish wish) {
    String topic = wish.topic().strip();
    if (topic.length() < 3 || topic.length() > 200) {
      throw new Refused("topic", "Name a topic in 3 to 200 characters.");
    }
    List<String> communities = communities(wish.communities());
    if (communities.isEmpty() && wish.uploads().isEmpty()) {
      throw new Refused("communities", "Name at least one community, or choose a file.");
    }
    if (wish.months() < 1 || wish.months() > LONGEST_MONTHS) {
      throw new Refused("months", "Choose 1 to 120 months.");
    }
    budget(wish.budget());
    return new Wish(
        wish.topicKey(),
        topic,
        communities,
        wish.months(),
        wish.budget(),
        wish.uploads(),
        wish.economy());
  }

  static void budget(BigDecimal budget) {
    if (budget.compareTo(LEAST_BUDGET) < 0 || budget.compareTo(MOST_BUDGET) > 0) {
      throw new Refused("budget", "Give a budget from $0.05 to $10,000.00.");
    }
    if (budget.stripTrailingZeros().scale() > 2) {
      throw new Refused("budget", "Give the budget in dollars and whole cents, like 2.00.");
    }
  }

  private List<String> communities(List<String> typed) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String one : typed) {
      String name = CommunityName.bare(one);
      if (name.isEmpty()) {
        continue;
      }
      if (CommunityName.isForum(name)) {
        known(name);
      } else if (!COMMUNITY.matcher(name).matches()) {
        throw new Refused(
            "communities",
            "“%s” is no community's name; names have letters, digits and underscores, like r/freelance."
                .formatted(name.substring(0, Math.min(30, name.length()))));
      }
      names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }
    if (names.size() > MOST_COMMUNITIES) {
      throw new Refused("communities", "Name at most 20 communities.");
    }
    return List.copyOf(names.values());
  }

  private void known(String forum) {
    if (!forums.has(forum)) {
      throw new Refused(
          "communities",
          "%s is not among the forums that are read here: %s."
              .formatted(
                  forum, forums.words().isEmpty() ? "none" : String.join(", ", forums.words())));
    }
  }
}
