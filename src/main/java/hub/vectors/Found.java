package hub.vectors;

import hub.analysis.view.MarkedText;
import hub.sources.Text;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param results best first
 * @param engine which index compared meanings, and how fresh it is
 * @param took from the question to the answer
 */
public record Found(List<Result> results, Engine engine, Duration took) {

  /**
   * One text.
   *
   * @param passage the part of it that fits best, the words asked for marked
   * @param byWords whether it is among the best by words
   * @param likeness the cosine to what was asked, -1 to 1; null if not found by meaning
   * @param analysis an analysis that read its thread; null if none did
   * @param postId our number of its thread's post; null if that is not stored
   */
  public record Result(
      Text text,
      MarkedText passage,
      boolean byWords,
      @Nullable Double likeness,
      @Nullable UUID analysis,
      @Nullable Long postId) {

    /** Whether it is among the nearest by meaning. */
    public boolean byMeaning() {
      return likeness != null;
    }
  }

  /**
   * Who compared meanings.
   *
   * @param name {@code local} or {@code pinecone}
   * @param waiting how many stored texts no index knows yet
   * @param notice why it was not the usual one, a sentence; null if it was
   */
  public record Engine(String name, long waiting, @Nullable String notice) {
    /** Whether it was this process's own index. */
    public boolean local() {
      return name.equals(LOCAL);
    }

    /** The name of this process's own index. */
    public static final String LOCAL = "local";
  }
}
