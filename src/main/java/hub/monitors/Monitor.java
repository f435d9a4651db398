package hub.monitors;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as its row says.
 *
 * @param createdBy for whom its runs are started
 * @param why what keeps it from running, for the page; null while it watches
 * @param nextAt when it runs next; null while it is paused by a person
 */
record Monitor(
    UUID id,
    UUID workspaceId,
    UUID createdBy,
    Plan plan,
    State state,
    @Nullable String why,
    @Nullable Instant nextAt,
    Instant createdAt) {

  /** Whether it runs. */
  enum State {
    WATCHING("running", "Watching"),
    /** A person stopped it, or it can't run as it is; a person lets it go on. */
    PAUSED("waits", "Paused"),
    /** The month's money is used up; it goes on by itself in the next month. */
    OUT_OF_MONEY("slow", "Out of money");

    private final String dot;
    private final String title;

    State(String dot, String title) {
      this.dot = dot;
      this.title = title;
    }

    /** How its dot is drawn. */
    public String dot() {
      return dot;
    }

    public String title() {
      return title;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * What a person chose.
   *
   * @param months how far back the first run reads; later ones read what they have not judged
   * @param runBudget the most one run may charge, in US dollars and whole cents
   * @param monthBudget the most that a calendar month's runs may charge
   * @param economy whether a run's posts may be judged within a day each stage, at the price of
   *     batches
   */
  record Plan(
      String name,
      String topic,
      List<String> communities,
      int months,
      Schedule schedule,
      BigDecimal runBudget,
      BigDecimal monthBudget,
      boolean economy) {}
}
