package hub.api;

import hub.analysis.view.AnalysisReader;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.web.ApiTokens;
import hub.web.CurrentUser;
import hub.web.Problem.Kind;
import hub.web.StreamReader;
import hub.web.Streams;
import hub.web.TokenAuthentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An analysis' log for programs, as pages and as a stream. */
@RestController
@RequestMapping(ApiProblems.ROOT + "/analyses/{id}/events")
@Tag(name = "Events")
class EventApi {
  private static final int MOST_A_PAGE = 1_000;

  private final AnalysisReader reader;
  private final Streams streams;
  private final EventStream stream;
  private final ApiTokens tokens;

  EventApi(AnalysisReader reader, Streams streams, EventStream stream, ApiTokens tokens) {
    this.reader = reader;
    this.streams = streams;
    this.stream = stream;
    this.tokens = tokens;
  }

  /** The state first, the lines after it: an ended log is then known to be whole. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getEvents",
      summary = "A page of the log, the oldest first. Scope: read.")
  EventPage page(
      @Parameter(hidden = true) CurrentUser user,
      @PathVariable UUID id,
      @Parameter(description = "The last position that is known; 0 for the beginning.")
          @RequestParam(defaultValue = "0")
          long after,
      @Parameter(description = "How many at most, 1 to 1000.") @RequestParam(defaultValue = "200")
          int limit) {
    int most = AnalysisApi.within("limit", limit, 1, MOST_A_PAGE);
    LiveView live = live(user, id);
    List<LogLine> lines = reader.log(user.workspaceId(), id, Math.max(0, after), most);
    long next = lines.isEmpty() ? Math.max(0, after) : lines.getLast().position();
    boolean more = next < reader.lastPosition(user.workspaceId(), id);
    return new EventPage(
        lines.stream().map(EventPage.Event::of).toList(), next, more, live.state().ended());
  }

  /** The same as server-sent events, until the analysis or the token ends. */
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "streamEvents",
      summary = "The log as server-sent events, until the analysis ends. Scope: read.",
      description =
          "Each line is an event \"line\" whose id is its position; \"analysis\" carries the"
              + " figures, of which the newest counts; \"end\" is the last. Connect again with"
              + " Last-Event-ID, or with after, and nothing is missed or told twice.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  void stream(
      @Parameter(hidden = true) TokenAuthentication who,
      @PathVariable UUID id,
      @Parameter(description = "The last position that is known; 0 for the beginning.")
          @RequestParam(defaultValue = "0")
          long after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    CurrentUser user = who.getPrincipal().user();
    live(user, id);
    long position = last == null ? Math.max(0, after) : position(last);
    StreamReader program =
        StreamReader.program(user, who.tokenId(), () -> tokens.isGood(who.tokenId()));
    streams.open(program, Map.of(id, position), stream.source(), stream, request, response);
  }

  private LiveView live(CurrentUser user, UUID id) {
    return reader.live(user.workspaceId(), id).orElseThrow(ApiProblem::noSuchAnalysis);
  }

  private static long position(String last) {
    if (!last.matches("\\d{1,18}")) {
      throw new ApiProblem(
          Kind.BAD_REQUEST,
          "Last-Event-ID is no position.",
          "Last-Event-ID",
          "Send the id of the last event \"line\", or leave it out.");
    }
    return Long.parseLong(last);
  }
}
