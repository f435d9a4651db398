package hub.analysis.view;

import hub.CommunityName;
import hub.web.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The first page's form as a reader left it, with what is wrong with it. What was typed stays as it
 * was typed.
 */
public final class FirstForm {
  private static final Pattern AMOUNT = Pattern.compile("\\$?\\s*(\\d{1,6}(?:[.,]\\d{1,2})?)");
  private static final Pattern COMMUNITY = Pattern.compile("[A-Za-z0-9_]{2,40}");
  private static final List<Integer> PERIODS = List.of(1, 3, 6, 12, 24);
  private static final int USUAL_MONTHS = 12;

  /** Enough for the whole of each topic that the sandbox knows, at the usual markup. */
  private static final String USUAL_BUDGET = "6.00";

  private static final int MOST_COMMUNITIES = 20;

  private final String topicKey;
  private final String topic;
  private final List<String> communities;
  private final List<String> suggested;
  private final List<String> forums;
  private final String more;
  private final int months;
  private final String budget;
  private final boolean economy;
  private final List<UUID> uploadIds;
  private final List<Upload> uploads = new ArrayList<>();
  private final Map<String, String> errors = new LinkedHashMap<>();

  private FirstForm(FirstPage page, MultiValueMap<String, String> sent, boolean ofAnotherTopic) {
    String key = sent.getFirst("topicKey");
    FirstPage.@Nullable Topic offered = offered(page, key);
    topicKey = offered == null ? Wish.OWN : offered.key();
    topic = Objects.requireNonNullElse(sent.getFirst("topic"), "").strip();
    boolean untouched = ofAnotherTopic || !sent.containsKey("months");
    List<String> ticked = named(sent.getOrDefault("communities", List.of()));
    more = untouched ? "" : leftOver(Objects.requireNonNullElse(sent.getFirst("more"), ""), ticked);
    communities = untouched ? (offered == null ? List.of() : offered.communities()) : ticked;
    forums = page.forums();
    suggested = new ArrayList<>(offered == null ? List.of() : offered.suggested());
    suggested.addAll(page.forums());
    suggested.removeAll(communities);
    months = months(sent.getFirst("months"));
    budget = Objects.requireNonNullElse(sent.getFirst("budget"), USUAL_BUDGET).strip();
    economy = "yes".equals(sent.getFirst("economy"));
    uploadIds = ids(sent.getOrDefault("uploads", List.of()));
  }

  /** The form as sent; as it is at first when nothing was sent. */
  static FirstForm of(FirstPage page, MultiValueMap<String, String> sent) {
    return new FirstForm(page, sent, false);
  }

  /** The form after another topic was chosen: that topic's communities, all else kept. */
  static FirstForm ofTopic(FirstPage page, MultiValueMap<String, String> sent) {
    return new FirstForm(page, sent, true);
  }

  public String getTopicKey() {
    return topicKey;
  }

  public String getTopic() {
    return topic;
  }

  public List<String> getCommunities() {
    return communities;
  }

  public List<String> getSuggested() {
    return suggested;
  }

  /** How places are named. */
  public String getWhere() {
    StringJoiner words = new StringJoiner(", ", "", ".");
    words.add("Subreddits by their names");
    forums.forEach(word -> words.add(CommunityName.shown(word) + " as " + word));
    return words.toString();
  }

  /** What was typed and is no community. */
  public String getMore() {
    return more;
  }

  public int getMonths() {
    return months;
  }

  public List<Integer> getPeriods() {
    return PERIODS;
  }

  public String getBudget() {
    return budget;
  }

  /** Whether posts may be judged within a day each stage. */
  public boolean isEconomy() {
    return economy;
  }

  public List<Upload> getUploads() {
    return uploads;
  }

  List<UUID> uploadIds() {
    return uploadIds;
  }

  void show(List<Upload> read) {
    uploads.addAll(read);
  }

  /** Whether a suggested community was ticked; ticked ones are shown among the chosen. */
  public boolean chosen(String community) {
    return communities.contains(community);
  }

  /** The budget in US dollars; null when what was typed is no amount. */
  public @Nullable BigDecimal getAmount() {
    var typed = AMOUNT.matcher(budget);
    return typed.matches() ? new BigDecimal(typed.group(1).replace(',', '.')) : null;
  }

  /** What is wrong with a field; null if nothing is. */
  public @Nullable String error(String field) {
    return errors.get(field);
  }

  void refuse(Refused refused) {
    errors.put(refused.field().isEmpty() ? "budget" : refused.field(), refused.sentence());
  }

  /** Checks what can be checked without the database. */
  boolean isComplete() {
    if (topicKey.equals(Wish.OWN) && topic.isEmpty()) {
      errors.put("topic", "Name the topic in a few words: a job and who does it.");
    }
    if (!more.isEmpty()) {
      errors.put("communities", "“" + more + "” is no community. Names look like r/freelance.");
    } else if (communities.isEmpty() && uploadIds.isEmpty()) {
      errors.put("communities", "Name at least one community, or bring a saved thread.");
    }
    if (getAmount() == null) {
      errors.put("budget", "Type an amount in dollars, like 2.00.");
    }
    return errors.isEmpty();
  }

  /** The wish; only for a form with an amount. */
  Wish wish(FirstPage page) {
    FirstPage.@Nullable Topic offered = offered(page, topicKey);
    return new Wish(
        topicKey,
        offered == null ? topic : offered.title(),
        communities,
        months,
        Objects.requireNonNull(getAmount()),
        uploadIds,
        economy);
  }

  /** What the budget buys, in a sentence. */
  public String buys(Estimate estimate, Format fmt) {
    BigDecimal amount = getAmount();
    if (amount == null) {
      return "Type an amount in dollars, like 2.00.";
    }
    if (amount.compareTo(estimate.least()) < 0) {
      return "Too small for one call of each stage. The least that gives a report is "
          + fmt.money(estimate.least())
          + ".";
    }
    if (estimate.judged() >= estimate.posts()) {
      BigDecimal spare = amount.subtract(estimate.likely()).max(BigDecimal.ZERO);
      return "The whole analysis, with about " + fmt.money(spare) + " to spare.";
    }
    return "The most promising "
        + fmt.number(estimate.judged())
        + " of "
        + fmt.count(estimate.posts(), "post", "posts")
        + ", ranked.";
  }

  /** The money line before the start. */
  public MoneyBar bar(Estimate estimate) {
    return MoneyBar.before(estimate, Objects.requireNonNullElse(getAmount(), BigDecimal.ZERO));
  }

  /** Why there is no estimate. */
  public String getWhyNoEstimate() {
    return errors.values().stream()
        .findFirst()
        .orElse("The texts are counted when the analysis starts.");
  }

  private static FirstPage.@Nullable Topic offered(FirstPage page, @Nullable String key) {
    if (key == null) {
      return page.topics().isEmpty() ? null : page.topics().getFirst();
    }
    return page.topics().stream().filter(topic -> topic.key().equals(key)).findFirst().orElse(null);
  }

  private static List<String> named(List<String> typed) {
    Set<String> names = new LinkedHashSet<>();
    typed.stream().map(FirstForm::bare).filter(FirstForm::isName).forEach(names::add);
    return new ArrayList<>(names.stream().limit(MOST_COMMUNITIES).toList());
  }

  /** Moves the communities typed into the field to the chosen ones and gives back what is none. */
  private static String leftOver(String typed, List<String> chosen) {
    List<String> strange = new ArrayList<>();
    for (String word : typed.split("[\\s,;]+")) {
      String name = bare(word);
      if (isName(name) && chosen.size() < MOST_COMMUNITIES) {
        if (!chosen.contains(name)) {
          chosen.add(name);
        }
      } else if (!name.isEmpty()) {
        strange.add(word);
      }
    }
    return String.join(" ", strange);
  }

  private static boolean isName(String name) {
    return COMMUNITY.matcher(name).matches() || CommunityName.isForum(name);
  }

  private static String bare(String typed) {
    return CommunityName.bare(typed);
  }

  private static int months(@Nullable String typed) {
    return PERIODS.stream()
        .filter(n -> String.valueOf(n).equals(typed))
        .findFirst()
        .orElse(USUAL_MONTHS);
  }

  private static List<UUID> ids(List<String> typed) {
    return typed.stream()
        .filter(id -> id.matches("[0-9a-fA-F-]{36}"))
        .map(UUID::fromString)
        .toList();
  }
}
