package hub.integration.check;

import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at ids: counters and the log know routes and steps by them, over all flows. */
final class Ids {
  private final String flow;
  private final Findings findings;
  private final Map<String, Integer> ids = new HashMap<>();

  Ids(String flow, Findings findings) {
    this.flow = flow;
    this.findings = findings;
  }

  /** The id that something must have. */
  Optional<Word> require(Word owner, Fields fields, String what) {
    Optional<Word> id = fields.word("id");
    if (id.isEmpty() && fields.field("id").isEmpty()) {
      findings.add(
          owner.place(),
          "id",
          "This %s has no id.".formatted(what),
          "Add id: %s-... below it, by which counters and log name it.".formatted(flow));
    }
    id.ifPresent(this::check);
    return id;
  }

  void check(Word id) {
    Integer before = ids.putIfAbsent(id.text(), id.place().line());
    boolean own = id.text().equals(flow) || id.text().startsWith(flow + "-");
    if (before != null) {
      findings.add(
          id.place(),
          "id",
          "The id %s is on line %d already.".formatted(id.text(), before),
          "Give it another.");
    } else if (!own) {
      findings.add(
          id.place(),
          "id",
          "The id %s does not begin with the flow's name.".formatted(id.text()),
          "Call it %s-%s.".formatted(flow, id.text()));
    } else if (!id.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      findings.add(
          id.place(),
          "id",
          "The id %s is no id.".formatted(id.text()),
          "Use small letters, digits and dashes.");
    }
  }
}
