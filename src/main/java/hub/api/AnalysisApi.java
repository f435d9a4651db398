package hub.api;

import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Choice;
import hub.analysis.view.Part;
import hub.analysis.view.Wish;
import hub.analysis.view.export.Dollars;
import hub.analysis.view.export.Results;
import hub.analysis.view.export.ResultsDocument;
import hub.web.CurrentUser;
import hub.web.Problem.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Analyses for programs: what one would cost, start, read, cancel, and what it found. */
@RestController
@RequestMapping(path = ApiProblems.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Analyses")
class AnalysisApi {
  private static final int LONGEST_KEY = 200;
  private static final int MOST_LISTED = 200;
  private static final Pattern WEIGHT =
      Pattern.compile(
          Arrays.stream(Part.values())
              .map(Part::key)
              .collect(Collectors.joining("|", "(", ")=[0-4]")));

  private final AnalysisReader reader;
  private final AnalysisCommands commands;
  private final Results results;
  private final Keys keys;

  AnalysisApi(AnalysisReader reader, AnalysisCommands commands, Results results, Keys keys) {
    this.reader = reader;
    this.commands = commands;
    this.results = results;
    this.keys = keys;
  }

  @PostMapping(path = "/estimates", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "estimate",
      summary = "What a wish would cost. Pays nothing, starts nothing. Scope: read.")
  EstimateAnswer estimate(
      @Parameter(hidden = true) CurrentUser user, @RequestBody WishRequest wish) {
    return EstimateAnswer.of(commands.estimate(user.workspaceId(), wish.wish()));
  }

  @PostMapping(path = "/analyses", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "startAnalysis",
      summary = "Starts an analysis that charges at most the budget. Scope: run.",
      description =
          "The same Idempotency-Key with the same body starts nothing again and gets the same"
              + " answer; with another body it is refused (422).")
  @ApiResponse(responseCode = "201", description = "Started, now or by the same request before.")
  ResponseEntity<StartedAnswer> start(
      @Parameter(hidden = true) CurrentUser user,
      @Parameter(description = "1 to 200 characters, a new one for each wish; a UUID will do.")
          @RequestHeader("Idempotency-Key")
          String key,
      @RequestBody WishRequest request) {
    requireSpender(user);
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new ApiProblem(
          Kind.BAD_REQUEST,
          "The key is empty or too long.",
          "Idempotency-Key",
          "Send 1 to 200 characters, a UUID for instance.");
    }
    Wish wish = request.wish();
    Keys.Started started =
        keys.once(
            user, key, wish.toString(), () -> commands.start(user.workspaceId(), user.id(), wish));
    StartedAnswer answer =
        StartedAnswer.of(started.analysisId(), wish.topic().strip(), Dollars.of(wish.budget()));
    return ResponseEntity.created(URI.create(answer.self()))
        .header("Idempotent-Replayed", String.valueOf(started.repeated()))
        .body(answer);
  }

  @GetMapping("/analyses")
  @Operation(
      operationId = "listAnalyses",
      summary = "The workspace's analyses, the newest first. Scope: read.")
  AnalysisList list(
      @Parameter(hidden = true) CurrentUser user,
      @Parameter(description = "How many at most, 1 to 200.") @RequestParam(defaultValue = "50")
          int limit,
      @Parameter(description = "How many of the newest to leave out.")
          @RequestParam(defaultValue = "0")
          int skip) {
    int most = within("limit", limit, 1, MOST_LISTED);
    int from = within("skip", skip, 0, Integer.MAX_VALUE);
    return AnalysisList.of(reader.analyses(user.workspaceId(), from, most));
  }

  @GetMapping("/analyses/{id}")
  @Operation(operationId = "getAnalysis", summary = "How an analysis goes. Scope: read.")
  AnalysisAnswer one(@Parameter(hidden = true) CurrentUser user, @PathVariable UUID id) {
    return reader
        .live(user.workspaceId(), id)
        .map(AnalysisAnswer::of)
        .orElseThrow(ApiProblem::noSuchAnalysis);
  }

  @PostMapping("/analyses/{id}/cancel")
  @Operation(
      operationId = "cancelAnalysis",
      summary = "Starts no new calls; what has ended stays as it is. Scope: run.")
  AnalysisAnswer cancel(@Parameter(hidden = true) CurrentUser user, @PathVariable UUID id) {
    requireSpender(user);
    one(user, id);
    commands.cancel(user.workspaceId(), user.id(), id);
    return one(user, id);
  }

  @GetMapping("/analyses/{id}/results")
  @Operation(
      operationId = "getResults",
      summary = "What an analysis found, so far if it still runs. Scope: read.",
      description =
          "Ranked by the weights given, 0 to 4 each; ranking anew costs nothing. Labels say what is"
              + " invented, partial or expired.")
  ResultsDocument results(
      @Parameter(hidden = true) CurrentUser user,
      @PathVariable UUID id,
      @Parameter(
              description =
                  "Weights that differ from the standard, like authors=3,would-pay=4; parts are"
                      + " authors, threads, recent, growth, pain, would-pay, doable and room.")
          @RequestParam(defaultValue = "")
          String weights) {
    return results
        .of(user.workspaceId(), id, Choice.of(query(weights)))
        .orElseThrow(ApiProblem::noSuchAnalysis);
  }

  private static MultiValueMap<String, String> query(String weights) {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    for (String weight : weights.isBlank() ? new String[0] : weights.split(",")) {
      if (!WEIGHT.matcher(weight.strip()).matches()) {
        throw new ApiProblem(
            Kind.REFUSED,
            "A weight can't be read.",
            "weights",
            "Send parts with 0 to 4 each, like authors=3,would-pay=4.");
      }
      String[] pair = weight.strip().split("=");
      query.set("w-" + pair[0], pair[1]);
    }
    return query;
  }

  private static void requireSpender(CurrentUser user) {
    if (!user.maySpend()) {
      throw new ApiProblem(
          Kind.FORBIDDEN,
          "The token's person may look, not spend.",
          "Authorization",
          "Ask an owner of the workspace for the role of an analyst.");
    }
  }

  /** The value, if it lies within its bounds. */
  static int within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ApiProblem(
          Kind.REFUSED,
          "The value of %s is out of range.".formatted(field),
          field,
          "Send %d to %d.".formatted(least, most));
    }
    return value;
  }
}
