package hub.integration.trial;

import hub.integration.child.Note;
import hub.integration.child.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a child told of a dry run so far. */
final class Told {
  private final Map<Integer, Said> begun = new LinkedHashMap<>();
  private final Map<Integer, Said> ended = new LinkedHashMap<>();
  private final List<WouldSend> sends = new ArrayList<>();
  private boolean cut;

  synchronized void add(Said said) {
    switch (said.what()) {
      case STEP -> begun.put(Objects.requireNonNull(said.number()), said);
      case AFTER -> ended.put(Objects.requireNonNull(said.number()), said);
      case SEND ->
          sends.add(
              new WouldSend(
                  Objects.requireNonNull(said.step()),
                  Objects.requireNonNull(said.text()),
                  message(Objects.requireNonNull(said.note()))));
      case CUT -> cut = true;
      case STARTED, DONE -> throw new IllegalArgumentException("No part of a dry run: " + said);
    }
  }

  /**
   * All of it.
   *
   * @param failure empty if it ended well
   */
  synchronized Trial trial(Duration took, String failure) {
    List<Step> steps = new ArrayList<>();
    begun.forEach((number, said) -> steps.add(step(said, ended.get(number))));
    return new Trial(steps, List.copyOf(sends), took, failure.isEmpty() ? null : failure, cut);
  }

  private static Step step(Said begun, @Nullable Said ended) {
    Note after = ended == null ? null : ended.note();
    Long micros = ended == null ? null : ended.micros();
    return new Step(
        Objects.requireNonNull(begun.route()),
        Objects.requireNonNull(begun.step()),
        Objects.requireNonNullElse(begun.line(), 0),
        Duration.ofNanos(micros == null ? 0 : micros * 1000),
        message(Objects.requireNonNull(begun.note())),
        after == null ? null : message(after),
        ended == null ? "It did not end" : ended.text());
  }

  private static TrialMessage message(Note note) {
    return new TrialMessage(note.body(), note.type(), note.headers(), note.variables());
  }
}
