package hub.api;

import hub.vectors.Kind;
import hub.vectors.Search;
import hub.vectors.Wanted;
import hub.web.CurrentUser;
import hub.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search for programs. */
@RestController
@RequestMapping(path = ApiProblems.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Search")
class SearchApi {
  private static final int OLDEST_DAYS = 36_500;

  private final Search search;

  SearchApi(Search search) {
    this.search = search;
  }

  @GetMapping("/search")
  @Operation(
      operationId = "search",
      summary = "Stored posts and comments by meaning and by words, best first. Scope: read.")
  SearchAnswer search(
      @Parameter(hidden = true) CurrentUser user,
      @Parameter(description = "What to look for, in plain words; or give like.")
          @RequestParam(defaultValue = "")
          String q,
      @Parameter(description = "The id of a text that was found before: finds what is like it.")
          @RequestParam(required = false)
          @Nullable Long like,
      @Parameter(
              description = "Posts or comments alone.",
              schema = @Schema(allowableValues = {"post", "comment"}))
          @RequestParam(required = false)
          @Nullable String kind,
      @Parameter(description = "In this community alone, without r/.")
          @RequestParam(defaultValue = "")
          String community,
      @Parameter(description = "Not older than so many days; 0 for any age.")
          @RequestParam(defaultValue = "0")
          int days,
      @Parameter(description = "With this score or more.") @RequestParam(required = false)
          @Nullable Integer score,
      @Parameter(description = "Among the texts of this analysis.") @RequestParam(required = false)
          @Nullable UUID analysis,
      @Parameter(description = "How many at most, 1 to 100.") @RequestParam(defaultValue = "20")
          int limit) {
    Wanted wanted =
        new Wanted(
            q,
            like,
            kind(kind),
            community,
            AnalysisApi.within("days", days, 0, OLDEST_DAYS),
            score,
            analysis,
            AnalysisApi.within("limit", limit, 1, Wanted.MOST));
    if (wanted.isEmpty()) {
      throw new ApiProblem(
          Problem.Kind.REFUSED,
          "There is nothing to look for.",
          "q",
          "Send words in q, or the id of a text in like.");
    }
    return SearchAnswer.of(search.find(user.workspaceId(), wanted));
  }

  private static @Nullable Kind kind(@Nullable String word) {
    return switch (word) {
      case null -> null;
      case "post" -> Kind.POST;
      case "comment" -> Kind.COMMENT;
      default ->
          throw new ApiProblem(
              Problem.Kind.REFUSED,
              "There is no such kind of text.",
              "kind",
              "Send post or comment.");
    };
  }
}
