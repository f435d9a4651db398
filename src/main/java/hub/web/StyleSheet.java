package hub.web;

import hub.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * All style sheets in one, in the order in which later ones prevail: a first visit on a slow line
 * waits for one answer instead of two dozen. Its address has the hash of what is in it, so a
 * browser may keep it for good.
 */
@RestController
class StyleSheet {
  private static final String PATH = "/css/sluice.css";
  private static final List<String> PARTS =
      List.of(
          "colors",
          "base",
          "layout",
          "press",
          "field",
          "topics",
          "money-line",
          "live",
          "table",
          "ranking",
          "marks",
          "badge",
          "notice",
          "evidence",
          "find",
          "monitor",
          "chart",
          "keys",
          "gate",
          "settings",
          "setup",
          "ledger",
          "operations",
          "flow",
          "code");

  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final Duration KEPT = Duration.ofDays(365);

  private final String all;
  private final String version;

  StyleSheet() {
    this.all = PARTS.stream().map(StyleSheet::read).collect(Collectors.joining("\n"));
    this.version = Sha256.hex(all, 6);
  }

  /** Another for any other content. */
  String version() {
    return version;
  }

  /**
   * Asked for another version, by a page of a process that was updated sooner or later, it sends
   * what it has, and lets nobody keep that under the other's name.
   */
  @GetMapping(PATH)
  ResponseEntity<String> all(@RequestParam(defaultValue = "") String v) {
    return ResponseEntity.ok()
        .contentType(CSS)
        .cacheControl(
            v.equals(version)
                ? CacheControl.maxAge(KEPT).cachePublic().immutable()
                : CacheControl.noStore())
        .body(all);
  }

  private static String read(String part) {
    try {
      return new ClassPathResource("static/css/" + part + ".css")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
