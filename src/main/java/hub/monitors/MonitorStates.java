package hub.monitors;

import hub.monitors.Line.Change;
import hub.monitors.Monitor.State;
import hub.web.UiStates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A monitor in every state. */
@Component
class MonitorStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T08:02:31Z");
  private static final Instant NEXT = Instant.parse("2026-11-30T08:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  @Override
  public String template() {
    return "monitors/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiMonitors",
        List.of(
            view(State.WATCHING, null, NEXT, runs(), lines()),
            view(State.PAUSED, "A person paused it.", null, List.of(), List.of()),
            view(
                State.OUT_OF_MONEY,
                "November’s $2.00 is used up.",
                NEXT.plus(Duration.ofDays(7)),
                List.of(run(9, Run.State.LEFT_OUT, 0, 0, 0, "0", "November’s $2.00 is used up.")),
                List.of())),
        "uiPreviews",
        List.of(
            new Preview(true, "at 09:00 on Monday, Prague time", List.of("Mon 30 Nov 2026, 09:00")),
            new Preview(
                false, "This never fires. A weekly one looks like 0 0 9 ? * MON.", List.of())));
  }

  private static MonitorView view(
      State state, @Nullable String why, @Nullable Instant next, List<Run> runs, List<Line> lines) {
    return new MonitorView(
        ID,
        "Weekly: invoicing",
        "Invoicing for freelance translators",
        List.of("TranslationStudies", "freelance", "translator-forum"),
        state,
        why,
        "0 0 9 ? * MON",
        "at 09:00 on Monday, Prague time",
        ZoneId.of("Europe/Prague"),
        next,
        next == null ? List.of() : List.of(next, next.plus(Duration.ofDays(7))),
        new BigDecimal("0.50"),
        new BigDecimal("2.00"),
        new BigDecimal(state == State.OUT_OF_MONEY ? "1.9812" : "0.5858"),
        NOW,
        runs,
        lines,
        "7 days");
  }

  private static List<Run> runs() {
    return List.of(
        run(9, Run.State.RUNNING, 0, 0, 0, "0.0112", ""),
        run(8, Run.State.DONE, 318, 94, 14, "0.2216", ""),
        run(7, Run.State.DONE, 301, 71, 11, "0.1740", "12 min late"),
        run(6, Run.State.DONE, 296, 83, 12, "0.1902", "r/freelance did not answer, the others did"),
        run(5, Run.State.DONE, 274, 0, 0, "0", "nothing new, nothing paid"));
  }

  private static Run run(
      int number, Run.State state, int before, int fresh, int calls, String charged, String note) {
    Instant tick = NEXT.minus(Duration.ofDays(7L * (9 - number)));
    return new Run(
        ID,
        number,
        tick,
        number == 9,
        tick,
        state,
        state == Run.State.LEFT_OUT ? null : ID,
        note,
        before,
        fresh,
        calls,
        new BigDecimal(charged));
  }

  private static List<Line> lines() {
    return List.of(
        line(
            "Portals that ask for a purchase order after delivery",
            Change.NEW,
            5,
            0,
            0,
            0,
            0,
            0,
            0,
            2,
            3),
        line(
            "Agency portals reject the invoice and nobody says why",
            Change.RISING,
            4,
            1,
            2,
            1,
            3,
            3,
            4,
            5,
            6),
        line(
            "Reverse-charge wording differs for every EU client",
            Change.STEADY,
            1,
            2,
            1,
            3,
            2,
            2,
            3,
            2,
            2),
        line(
            "Small transfers lose 4 % to fees and exchange",
            Change.FADING, 0, 4, 4, 3, 2, 2, 1, 1, 0));
  }

  private static Line line(String title, Change change, int added, Integer... counts) {
    return new Line(
        ID,
        ID,
        title,
        "They wanted the number in March.",
        added > 1,
        change,
        List.of(counts),
        added);
  }
}
