package hub.vectors;

import hub.vectors.Found.Engine;
import hub.vectors.Found.Result;
import hub.web.Format;
import org.springframework.stereotype.Component;

/** What the search page says of its figures. */
@Component("searchWords")
class SearchWords {
  private final Format format;

  SearchWords(Format format) {
    this.format = format;
  }

  /** {@code 12 texts, found by meaning and by words, in 38 ms.} */
  public String summary(Found found) {
    return "%s, found by meaning and by words, in %d ms."
        .formatted(format.count(found.results().size(), "text", "texts"), found.took().toMillis());
  }

  /** Who compared meanings, and what it does not know yet. */
  public String engine(Engine engine) {
    String who = engine.local() ? "compared by the local index" : "compared by Pinecone";
    return engine.waiting() == 0
        ? who + ", up to date"
        : "%s, %s not in it yet"
            .formatted(who, format.count(engine.waiting(), "stored text", "stored texts"));
  }

  /** Why there is nothing. */
  public String nothing(Engine engine) {
    return engine.waiting() == 0
        ? "No stored text fits. Fewer filters find more."
        : "No text that was read so far fits. %s wait to be read."
            .formatted(format.count(engine.waiting(), "stored text", "stored texts"));
  }

  /** How a text was found. */
  public String by(Result result) {
    return result.byWords() ? (result.byMeaning() ? "meaning and words" : "words") : "meaning";
  }
}
