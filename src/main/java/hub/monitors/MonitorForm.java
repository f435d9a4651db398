package hub.monitors;

import hub.CommunityName;
import hub.analysis.view.Refused;
import hub.monitors.Monitor.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a monitor as a person left it, with what is wrong. What was typed stays. */
public final class MonitorForm {
  /** Ready schedules: weekly first. */
  private static final Map<String, String> READY =
      Map.of(
          "0 0 9 ? * MON", "Every Monday",
          "0 0 9 * * ?", "Every day",
          "0 0 9 ? * MON-FRI", "On workdays",
          "0 0 9 1 * ?", "Every month");

  private static final Pattern AMOUNT = Pattern.compile("\\$?\\s*(\\d{1,6}(?:[.,]\\d{1,2})?)");
  private static final BigDecimal LEAST = new BigDecimal("0.05");

  private final String name;
  private final String topic;
  private final String communities;
  private final String months;
  private final String cron;
  private final String zone;
  private final String runBudget;
  private final String monthBudget;
  private final boolean economy;
  private final Map<String, String> errors = new LinkedHashMap<>();

  MonitorForm(
      @Nullable String name,
      @Nullable String topic,
      @Nullable String communities,
      @Nullable String months,
      @Nullable String cron,
      @Nullable String zone,
      @Nullable String runBudget,
      @Nullable String monthBudget,
      boolean economy) {
    this.name = or(name, "");
    this.topic = or(topic, "");
    this.communities = or(communities, "");
    this.months = or(months, "3");
    this.cron = or(cron, "0 0 9 ? * MON");
    this.zone = or(zone, ZoneId.systemDefault().getId());
    this.runBudget = or(runBudget, "2.00");
    this.monthBudget = or(monthBudget, "8.00");
    this.economy = economy;
  }

  private static String or(@Nullable String typed, String usual) {
    return Objects.requireNonNullElse(typed, usual).strip();
  }

  static MonitorForm of(Plan plan) {
    return new MonitorForm(
        plan.name(),
        plan.topic(),
        String.join(", ", plan.communities().stream().map(CommunityName::shown).toList()),
        String.valueOf(plan.months()),
        plan.schedule().cron(),
        plan.schedule().zone().getId(),
        plan.runBudget().setScale(2).toPlainString(),
        plan.monthBudget().setScale(2).toPlainString(),
        plan.economy());
  }

  /**
   * What the person wants; null if something is wrong, which {@link #error} then says.
   *
   * @param now from when on the schedule must fire
   */
  @Nullable Plan plan(Instant now) {
    check("name", name.isEmpty() || name.length() > 100, "Name it in up to 100 characters.");
    check(
        "topic",
        topic.length() < 3 || topic.length() > 200,
        "Name a topic in 3 to 200 characters.");
    List<String> places =
        Arrays.stream(communities.split("[\\s,;]+"))
            .map(CommunityName::bare)
            .filter(place -> !place.isEmpty())
            .distinct()
            .toList();
    check("communities", places.isEmpty(), "Name at least one community, like r/freelance.");
    check("months", !months.matches("[1-9]\\d?"), "Give whole months, 1 to 99.");
    BigDecimal run = amount("runBudget", runBudget);
    BigDecimal month = amount("monthBudget", monthBudget);
    check(
        "monthBudget",
        run != null && month != null && month.compareTo(run) < 0,
        "The month’s budget must cover one run.");
    Schedule schedule = schedule(now);
    if (!errors.isEmpty() || schedule == null || run == null || month == null) {
      return null;
    }
    return new Plan(name, topic, places, Integer.parseInt(months), schedule, run, month, economy);
  }

  private @Nullable Schedule schedule(Instant now) {
    try {
      return Schedule.typed(cron, zone, now);
    } catch (Refused refused) {
      refuse(refused);
      return null;
    }
  }

  private @Nullable BigDecimal amount(String field, String typed) {
    var amount = AMOUNT.matcher(typed);
    BigDecimal dollars =
        amount.matches() ? new BigDecimal(amount.group(1).replace(',', '.')).setScale(2) : null;
    check(
        field,
        dollars == null || dollars.compareTo(LEAST) < 0,
        "Give an amount in dollars from 0.05, like 2.00.");
    return dollars;
  }

  private void check(String field, boolean wrong, String sentence) {
    if (wrong) {
      errors.putIfAbsent(field, sentence);
    }
  }

  void refuse(Refused refused) {
    String field = refused.field();
    errors.put(
        field.isEmpty() ? "name" : field.equals("budget") ? "runBudget" : field,
        refused.sentence());
  }

  /** What is wrong with a field; null if nothing is. */
  public @Nullable String error(String field) {
    return errors.get(field);
  }

  public String getName() {
    return name;
  }

  public String getTopic() {
    return topic;
  }

  public String getCommunities() {
    return communities;
  }

  public String getMonths() {
    return months;
  }

  public String getCron() {
    return cron;
  }

  public String getZone() {
    return zone;
  }

  public String getRunBudget() {
    return runBudget;
  }

  public String getMonthBudget() {
    return monthBudget;
  }

  public boolean isEconomy() {
    return economy;
  }

  /** Ready schedules, by expression. */
  public Map<String, String> getReady() {
    return new java.util.TreeMap<>(READY);
  }

  /** All time zones by name, for the field's suggestions. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
        .sorted()
        .toList();
  }
}
