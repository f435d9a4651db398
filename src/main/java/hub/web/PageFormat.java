package hub.web;

import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What the pages' script reads. */
final class PageFormat implements StreamFormat {
  private final JsonMapper json;

  PageFormat(JsonMapper json) {
    this.json = json;
  }

  @Override
  public String lines(UUID watched, long after, StreamSource.Snapshot snapshot) {
    return event(
        "lines",
        Map.of("id", watched, "after", after, "to", snapshot.to(), "lines", snapshot.lines()));
  }

  @Override
  public String figures(UUID watched, StreamSource.Snapshot snapshot, boolean over) {
    return event(
        "figures",
        Map.of(
            "id",
            watched,
            "version",
            snapshot.version(),
            "parts",
            snapshot.parts(),
            "say",
            snapshot.say(),
            "ended",
            over));
  }

  @Override
  public String gone(UUID watched) {
    return event("gone", Map.of("id", watched));
  }

  @Override
  public String end() {
    return event("end", Map.of());
  }

  /**
   * JSON keeps every line break of a text inside its string, so a text cannot end an event or begin
   * one.
   */
  private String event(String name, Map<String, ?> data) {
    return "event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n";
  }
}
