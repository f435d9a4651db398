package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Antipattern;
import hub.sandbox.Catalogue.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what speaks against a problem, and how much room is left. */
final class Doubting {
  private static final int MOST_FINDINGS = 3;
  private static final Map<String, Cue> CUES = new LinkedHashMap<>();

  static {
    CUES.put("well_served", Cue.CONTENT);
    CUES.put("no_willingness_to_pay", Cue.REFUSES);
    CUES.put("solution_without_problem", Cue.IDEA_FIRST);
    CUES.put("one_off_rant", Cue.VENT);
    CUES.put("platform_dependent", Cue.PLATFORM);
    CUES.put("regulated", Cue.REGULATED);
  }

  private Doubting() {}

  static void write(Field field, Reading reading, Chance chance, ObjectNode entry) {
    entry.put("room", Levels.room(reading));
    ArrayNode findings = entry.putArray("findings");
    CUES.forEach(
        (pattern, cue) -> {
          Optional<String> strength = strength(field, pattern, cue, reading);
          Optional<String> quote = reading.quote(cue);
          if (strength.isPresent() && quote.isPresent() && findings.size() < MOST_FINDINGS) {
            findings
                .addObject()
                .put("pattern", pattern)
                .put("strength", strength.get())
                .put("quote", chance.quote(quote.get(), reading.name()));
          }
        });
  }

  /**
   * How strong a pattern is whose cue the text holds: as the catalogue says, or {@code partly} by
   * the words alone.
   */
  private static Optional<String> strength(Field field, String pattern, Cue cue, Reading reading) {
    Problem problem = reading.problem();
    if (!reading.has(cue)) {
      return Optional.empty();
    }
    if (problem == null) {
      return field.isKnown() ? Optional.empty() : Optional.of("partly");
    }
    Optional<String> known =
        problem.antipatterns().stream()
            .filter(each -> each.pattern().equals(pattern))
            .map(Antipattern::strength)
            .findFirst();
    return known.isPresent() ? known : byWords(cue, reading);
  }

  private static Optional<String> byWords(Cue cue, Reading reading) {
    boolean counts =
        switch (cue) {
          case PLATFORM, REGULATED -> false;
          case VENT -> !reading.has(Cue.STRONG_PAIN);
          case REFUSES -> Levels.wouldPay(reading) < 3;
          default -> true;
        };
    return counts ? Optional.of("partly") : Optional.empty();
  }
}
