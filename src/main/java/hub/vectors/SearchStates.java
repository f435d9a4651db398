package hub.vectors;

import hub.analysis.view.MarkedText;
import hub.analysis.view.MarkedText.Mark;
import hub.sources.NewText;
import hub.sources.Text;
import hub.vectors.Found.Engine;
import hub.vectors.Found.Result;
import hub.web.UiStates;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a search finds, in every state. */
@Component
class SearchStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  private static final ThemeView NONE = new ThemeView(List.of(), null, null);
  private static final List<ThemeView.Theme> THEMES =
      List.of(
          theme(1, "Small suppliers chase large payers", "kept", 92, 87),
          theme(2, "Deposits for booked dates", "split", 12, -50),
          theme(3, "Late fees are known and never charged", "new", 22, null));

  private static ThemeView.Theme theme(
      long id, String title, String change, int mentions, @Nullable Integer growth) {
    UUID uuid = new UUID(0, id);
    return new ThemeView.Theme(
        uuid,
        title,
        change,
        List.of(new ThemeView.Opportunity(uuid, uuid, "Agencies pay late", (int) id)),
        3,
        mentions - 8,
        mentions,
        List.of(1, 2, 1, 3, 2, 4, 4, 3, 6, 7, 8, mentions / 4),
        growth);
  }

  @Override
  public String template() {
    return "vectors/states";
  }

  @Override
  public Map<String, ?> values() {
    Result both = result(1, "Agencies pay late", true, 0.82);
    Result meaning = result(2, null, false, 0.71);
    Result words = result(3, null, true, null);
    return Map.of(
        "uiFound",
        List.of(
            found(List.of(both, meaning, words), Engine.LOCAL, 0, null),
            found(List.of(both), "pinecone", 12, null),
            found(List.of(), Engine.LOCAL, 340, "Pinecone did not answer; the local index did.")),
        "uiWanted",
        Wanted.words("late payment"),
        "uiThemes",
        List.of(new ThemeView(THEMES, new ThemeRows.Run(NOW, 31, 4), YearMonth.of(2026, 11)), NONE),
        "uiDots",
        ThemeController.Dot.of(THEMES));
  }

  private static Found found(
      List<Result> results, String engine, long waiting, @Nullable String notice) {
    return new Found(results, new Engine(engine, waiting, notice), Duration.ofMillis(38));
  }

  private static Result result(
      long id, @Nullable String title, boolean byWords, @Nullable Double likeness) {
    NewText text =
        new NewText(
            "reddit",
            "t3_" + id,
            "t3_1",
            title == null ? "t3_1" : null,
            "TranslationStudies",
            "petra_mtpe",
            title,
            "I rewrite the same polite reminder for an hour because they are half my income.",
            NOW,
            12,
            3,
            null,
            NewText.Status.PRESENT,
            Set.of());
    return new Result(
        new Text(id, text, NOW, NOW.plusSeconds(60), "reddit-posts"),
        new MarkedText(text.body(), List.of(new Mark(19, 34, 0))),
        byWords,
        likeness,
        new UUID(0, 0),
        1L);
  }
}
