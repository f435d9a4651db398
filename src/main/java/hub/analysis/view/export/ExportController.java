package hub.analysis.view.export;

import hub.analysis.view.Choice;
import hub.web.CurrentUser;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What an analysis found, as files to keep. Ranked by the weights in the address. */
@Controller
@RequestMapping("/analyses/{id}")
class ExportController {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final Results results;
  private final MarkdownReport markdown;
  private final JsonMapper json;

  ExportController(Results results, MarkdownReport markdown, JsonMapper json) {
    this.results = results;
    this.markdown = markdown;
    this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
  }

  @GetMapping("/opportunities.csv")
  ResponseEntity<byte[]> opportunities(
      CurrentUser user, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> query) {
    return file(user, id, query, "opportunities.csv", CSV, OpportunitiesCsv::of);
  }

  @GetMapping("/quotes.csv")
  ResponseEntity<byte[]> quotes(
      CurrentUser user, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> query) {
    return file(user, id, query, "quotes.csv", CSV, QuotesCsv::of);
  }

  @GetMapping("/results.json")
  ResponseEntity<byte[]> json(
      CurrentUser user, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> query) {
    return file(
        user, id, query, "results.json", MediaType.APPLICATION_JSON, json::writeValueAsString);
  }

  @GetMapping("/results.md")
  ResponseEntity<byte[]> markdown(
      CurrentUser user, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> query) {
    return file(user, id, query, "results.md", MARKDOWN, markdown::of);
  }

  private ResponseEntity<byte[]> file(
      CurrentUser user,
      UUID id,
      MultiValueMap<String, String> query,
      String name,
      MediaType type,
      Function<ResultsDocument, String> writer) {
    ResultsDocument document =
        results
            .of(user.workspaceId(), id, Choice.of(query))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    String fileName = FileName.of(document, name);
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename(fileName).build().toString())
        .header("Cache-Control", "no-store")
        .body(writer.apply(document).getBytes(StandardCharsets.UTF_8));
  }
}
