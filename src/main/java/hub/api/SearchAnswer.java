package hub.api;

import hub.analysis.view.MarkedText;
import hub.sources.NewText;
import hub.vectors.Found;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a search found, best first. */
record SearchAnswer(
    List<FoundText> results,
    @Schema(description = "Which index compared meanings: local or pinecone.") String engine,
    @Schema(description = "How many stored texts no index knows yet.") long waiting,
    @Schema(description = "Why it was not the usual index; null if it was.")
        @Nullable String notice,
    @Schema(description = "Milliseconds.") long took) {

  /** One text. */
  @Schema(name = "FoundText")
  record FoundText(
      long id,
      @Schema(description = "Whether it is a comment.") boolean comment,
      String community,
      @Nullable String author,
      @Nullable String title,
      @Schema(description = "The part that fits best.") String passage,
      @Schema(description = "Where the words asked for stand in the passage.")
          List<MarkedPart> marks,
      Instant createdAt,
      int score,
      @Schema(description = "The original's address; null if there is none.") @Nullable String link,
      @Schema(description = "An analysis that read its thread.") @Nullable UUID analysis,
      boolean byMeaning,
      boolean byWords,
      @Schema(description = "The cosine to what was asked, -1 to 1; null if not found by meaning.")
          @Nullable Double likeness) {}

  /** From one UTF-16 unit up to another, the last not included. */
  @Schema(name = "MarkedPart")
  record MarkedPart(int start, int end) {}

  static SearchAnswer of(Found found) {
    return new SearchAnswer(
        found.results().stream().map(SearchAnswer::text).toList(),
        found.engine().name(),
        found.engine().waiting(),
        found.engine().notice(),
        found.took().toMillis());
  }

  private static FoundText text(Found.Result result) {
    NewText text = result.text().text();
    MarkedText passage = result.passage();
    return new FoundText(
        result.text().id(),
        !text.isPost(),
        text.community(),
        text.author(),
        text.title(),
        passage.text(),
        passage.marks().stream().map(mark -> new MarkedPart(mark.start(), mark.end())).toList(),
        text.createdAt(),
        text.score(),
        text.link(),
        result.analysis(),
        result.byMeaning(),
        result.byWords(),
        result.likeness());
  }
}
