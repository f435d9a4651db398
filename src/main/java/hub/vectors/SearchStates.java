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
        Wanted.words("late payment"));
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
